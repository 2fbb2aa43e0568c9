import { STATUS_CODES } from 'node:http';
import { bearerToken } from '../auth/bearer.js';
import type { Exchange } from '../http/exchange.js';
import { PlatformError } from '../lib/api-error.js';
import type { Platform } from '../platform/platform.js';
import type { EndpointFault, FaultAction } from '../types/fault-rule.js';

/** How an exchange goes on: to its endpoint, or not at all. */
export type Verdict = { go: 'on'; fault?: EndpointFault } | { go: 'silent' | 'cut' } | { go: 'astray'; answer: Stray };

/** What comes in place of the platform's answer. */
export interface Stray {
  status: number;
  headers: Readonly<Record<string, string>>;
  content: string;
}

/** Asks the fault rules about one HTTP exchange. @throws PlatformError where a rule wants a status */
export async function passHttpGate(
  platform: Platform,
  endpoint: string,
  headers: Exchange['headers'],
): Promise<Verdict> {
  const { faults, timers, tokens } = platform;
  const token = tokens.find(bearerToken(headers) ?? '');
  const action = faults.decide({ at: 'http', endpoint, user: token?.user.identity });
  switch (action?.type) {
    case 'delay':
      await timers.sleep(action.ms);
      return { go: timers.signal.aborted ? 'cut' : 'on' };
    case 'timeout':
      return { go: 'silent' };
    case 'terminate':
      return { go: 'cut' };
    case 'garbage':
      return { go: 'astray', answer: foreignAnswer({ status: 200, body: BAD_GATEWAY }) };
    case 'foreignAnswer':
      return { go: 'astray', answer: foreignAnswer(action) };
    case 'redirect':
      return {
        go: 'astray',
        answer: { status: action.status ?? 307, headers: { Location: action.location }, content: '' },
      };
    case 'status':
      throw statusError(action, platform.now());
    case 'expireToken':
      if (token) tokens.expire((other) => other === token);
      return { go: 'on' };
    case 'lapseUrl':
    case 'socketUrl':
    case 'lagHistory':
    case 'shortPage':
    case 'overlapPage':
      return { go: 'on', fault: action };
    default:
      return { go: 'on' };
  }
}

const BAD_GATEWAY = '<!doctype html><title>Bad gateway</title><h1>502 Bad gateway</h1>';

function foreignAnswer({
  status = 502,
  as = 'html',
  body,
}: Omit<Extract<FaultAction, { type: 'foreignAnswer' }>, 'type'>): Stray {
  const message = STATUS_CODES[status] ?? 'Error';
  const page = `<!doctype html><title>${message}</title><h1>${status} ${message}</h1><p>This is not the platform.</p>`;
  return as === 'json'
    ? { status, headers: { 'Content-Type': 'application/json' }, content: body ?? JSON.stringify({ message }) }
    : { status, headers: { 'Content-Type': 'text/html' }, content: body ?? page };
}

const MESSAGES: Record<number, string> = {
  401: 'Invalid Access token',
  429: 'Too Many requests',
  504: 'The request has been timed-out',
};

function statusError(action: Extract<FaultAction, { type: 'status' }>, now: number): PlatformError {
  const { status, retryAfter, retryAfterAs, msg = MESSAGES[status] ?? STATUS_CODES[status] ?? 'Error', code } = action;
  const after =
    retryAfterAs === 'date'
      ? new Date(Math.ceil(now / 1000 + (retryAfter ?? 0)) * 1000).toUTCString()
      : String(retryAfter);
  return new PlatformError(status, msg, {
    ...(code !== undefined && { code }),
    ...(retryAfter !== undefined && { headers: { 'retry-after': after } }),
  });
}
