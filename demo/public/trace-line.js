/** Describes an entry of the emulator's trace for a reader: direction, type, summary, and whether it is a failure. */
export function readEntry(entry) {
  switch (entry.direction) {
    case 'http':
      return {
        way: 'call',
        type: `${entry.method} ${entry.path.split('?')[0].replace(/^\/api(\/1\.1)?\//, '')}`,
        gist: HTTP_GISTS[entry.status] ?? `answered with ${entry.status}`,
        failed: entry.status >= 400 || entry.status === 'none',
      };
    case 'socket':
      return {
        way: 'call',
        type: `socket ${entry.event}`,
        gist: entry.code === undefined ? '' : `with code ${entry.code}`,
        failed: entry.event === 'closed' && entry.code !== 1000,
      };
    case 'state':
      return { way: 'self', type: `client ${entry.status}`, ...readState(entry) };
    case 'fault':
      return {
        way: 'call',
        type: 'fault',
        gist: FAULT_GISTS[entry.action] ?? `${entry.action} at ${entry.place}`,
        failed: true,
      };
    default:
      return { way: entry.direction === 'in' ? 'up' : 'down', ...readFrame(entry.frame) };
  }
}

const HTTP_GISTS = {
  200: '200 OK',
  401: '401: the token is not valid (any more)',
  429: '429: too often',
  503: '503: the platform is down',
};

/** The faults that the buttons of the page cause. */
const FAULT_GISTS = {
  recordThenCut: 'message stored, connection cut before the ack',
  status: 'the request is refused',
  refuse: 'the socket is refused',
};

export const WAYS = {
  up: ['↑', 'from the page to the platform'],
  down: ['↓', 'from the platform to the page'],
  call: ['•', 'call or connection'],
  self: ['◦', 'state of the client'],
};

function readState({ at, status, retryAt, reason }) {
  switch (status) {
    case 'ready':
      return { gist: 'messages can flow' };
    case 'waiting': {
      const seconds = Math.max(0, (retryAt - at) / 1000).toFixed(1);
      return { gist: `tries again in ${seconds} s`, failed: true };
    }
    default:
      return { gist: reason ?? '', failed: status === 'failed' || status === 'offline' };
  }
}

function readFrame(frame) {
  if (typeof frame !== 'object' || frame === null) return { type: 'no JSON', gist: short(frame) };
  const { type, resourceid, message, event } = frame;
  if (resourceid === '/bot.message' && type === undefined && event === undefined) {
    return { type: resourceid, gist: quote(message?.renderMsg ?? message?.body) };
  }
  switch (type ?? event ?? resourceid) {
    case 'ack':
      return { type: 'ack', gist: `of ${frame.replyto}` };
    case 'bot_response':
      return { type, gist: frame.sM ? `part of an answer: ${quote(textOf(message))}` : quote(textOf(message)) };
    case 'user_message':
      return { type, gist: `from another tab: ${quote(message?.renderMsg ?? message?.body)}` };
    case 'events':
      return { type, gist: short(message?.type) };
    default:
      return { type: String(type ?? event ?? resourceid ?? 'unknown'), gist: '' };
  }
}

/** Returns the text of an answer, or of its template. */
function textOf(items) {
  const [item] = Array.isArray(items) ? items : [];
  const payload = item?.component?.payload?.payload ?? item?.component?.payload;
  return payload?.text ?? payload?.heading ?? payload?.template_type ?? item?.cInfo?.body;
}

const quote = (text) => (text === undefined || text === '' ? '' : `“${short(text)}”`);

function short(value) {
  const text = (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).replaceAll(/\s+/g, ' ').trim();
  return text.length > 140 ? `${text.slice(0, 139)}…` : text;
}
