import { bearerToken, type RequestHeaders } from '../auth/bearer.js';
import { ApiError } from '../lib/api-error.js';
import { STATUS_TEXT } from '../lib/status-text.js';
import type { Platform } from '../platform/platform.js';
import type { EndpointFault, FaultAction } from '../types/fault-rule.js';

/** How an exchange continues after the fault rules: to its endpoint, without an answer, cut off, or with a foreign answer. */
export type FaultOutcome =
  | { type: 'continue'; fault?: EndpointFault }
  | { type: 'noAnswer' | 'disconnect' }
  | { type: 'foreign'; answer: ForeignAnswer };

/** An answer in place of the platform's. */
export interface ForeignAnswer {
  status: number;
  headers: Readonly<Record<string, string>>;
  content: string;
}

/** Applies the fault rules to one HTTP exchange. @throws ApiError for a rule with the action `status` */
export async function applyHttpFaults(
  platform: Platform,
  endpoint: string,
  headers: RequestHeaders,
): Promise<FaultOutcome> {
  const { faults, timers, tokens } = platform;
  const token = tokens.find(bearerToken(headers) ?? '');
  const action = faults.decide({ at: 'http', endpoint, user: token?.user.identity });
  switch (action?.type) {
    case 'delay':
      await timers.sleep(action.ms);
      return { type: timers.signal.aborted ? 'disconnect' : 'continue' };
    case 'timeout':
      return { type: 'noAnswer' };
    case 'terminate':
      return { type: 'disconnect' };
    case 'garbage':
      return { type: 'foreign', answer: foreignAnswer({ status: 200, body: BAD_GATEWAY }) };
    case 'foreignAnswer':
      return { type: 'foreign', answer: foreignAnswer(action) };
    case 'redirect':
      return {
        type: 'foreign',
        answer: { status: action.status ?? 307, headers: { Location: action.location }, content: '' },
      };
    case 'status':
      throw statusError(action, platform.now());
    case 'expireToken':
      if (token) tokens.expire((other) => other === token);
      return { type: 'continue' };
    case 'lapseUrl':
    case 'socketUrl':
    case 'lagHistory':
    case 'shortPage':
    case 'overlapPage':
      return { type: 'continue', fault: action };
    default:
      return { type: 'continue' };
  }
}

const BAD_GATEWAY = '<!doctype html><title>Bad gateway</title><h1>502 Bad gateway</h1>';

function foreignAnswer({
  status = 502,
  as = 'html',
  body,
}: Omit<Extract<FaultAction, { type: 'foreignAnswer' }>, 'type'>): ForeignAnswer {
  const message = STATUS_TEXT[status] ?? 'Error';
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

function statusError(action: Extract<FaultAction, { type: 'status' }>, now: number): ApiError {
  const { status, retryAfter, retryAfterAs, msg = MESSAGES[status] ?? STATUS_TEXT[status] ?? 'Error', code } = action;
  const after =
    retryAfterAs === 'date'
      ? new Date(Math.ceil(now / 1000 + (retryAfter ?? 0)) * 1000).toUTCString()
      : String(retryAfter);
  return new ApiError(status, msg, {
    ...(code !== undefined && { code }),
    ...(retryAfter !== undefined && { headers: { 'retry-after': after } }),
  });
}
