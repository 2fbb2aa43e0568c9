import { isObject } from '../../lib/json.js';
import { API_ACCESS } from '../options/api-access.js';
import type { Corruption, FaultAction, FaultPlace, FaultRule } from '../types/fault-rule.js';

/** A checked rule with its id and the complete form of its action. */
export interface CheckedRule extends Omit<FaultRule, 'action'> {
  id: string;
  action: FaultAction;
}

/** Returns undefined for a valid value, and otherwise a description of valid ones: `a text`. */
type Check = (value: unknown) => string | undefined;

const whole =
  (least: number, most = Number.MAX_SAFE_INTEGER): Check =>
  (value) =>
    Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most
      ? undefined
      : `a whole number from ${least}${most === Number.MAX_SAFE_INTEGER ? ' up' : ` to ${most}`}`;
const text: Check = (value) => (typeof value === 'string' && value !== '' ? undefined : 'a text');
const oneOf =
  (...values: string[]): Check =>
  (value) =>
    values.includes(value as string) ? undefined : `one of ${values.join(', ')}`;
const oneNumberOf =
  (...values: number[]): Check =>
  (value) =>
    values.includes(value as number) ? undefined : `one of ${values.join(', ')}`;
const share: Check = (value) =>
  typeof value === 'number' && value >= 0 && value <= 1 ? undefined : 'a number from 0 to 1';
const textOrNumber: Check = (value) => (typeof value === 'number' ? undefined : text(value) && 'a text or a number');
/** Printable ASCII, which is allowed in a header. */
const headerText: Check = (value) =>
  typeof value === 'string' && /^[\x21-\x7e]+$/.test(value) ? undefined : 'an address in ASCII, without spaces';
const hostAndPort: Check = (value) =>
  typeof value === 'string' && /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i.test(value)
    ? undefined
    : 'a host, or a host with a port';
const anything: Check = () => undefined;
const lag: Check = (value) => {
  if (whole(0)(value) === undefined) return undefined;
  const { min, max, ...rest } = isObject(value) ? value : {};
  const isRange = whole(0)(min) === undefined && whole(0)(max) === undefined && (min as number) <= (max as number);
  return isRange && Object.keys(rest).length === 0
    ? undefined
    : 'a whole number of milliseconds, or { min, max } with two of them, the smaller first';
};
/** Codes that are allowed in a close frame (RFC 6455 §7.4). */
const closeCode: Check = (value) =>
  typeof value === 'number' && /^(100[0-37-9]|101[0-4]|[34]\d{3})$/.test(String(value))
    ? undefined
    : 'a close code: 1000–1003, 1007–1014 or 3000–4999';

const CORRUPTIONS: readonly Corruption[] = ['half', 'letter', 'bytes', 'shape'];
const FRAMES: readonly FaultPlace[] = ['in', 'out'];
const SOCKET: readonly FaultPlace[] = ['connection', 'in', 'out'];
const ANYWHERE: readonly FaultPlace[] = ['connection', 'in', 'out', 'http'];

interface ActionForm {
  at: readonly FaultPlace[];
  endpoint?: string;
  required?: Record<string, Check>;
  optional?: Record<string, Check>;
  /** At least one of these fields is required. */
  someOf?: readonly string[];
}

const ACTIONS: Record<FaultAction['type'], ActionForm> = {
  refuse: { at: ['connection'], optional: { status: whole(400, 599) } },
  close: { at: SOCKET, optional: { code: closeCode, reason: text } },
  terminate: { at: ANYWHERE },
  blackHole: { at: SOCKET },
  delay: { at: ANYWHERE, required: { ms: whole(0) } },
  drop: { at: FRAMES },
  duplicate: { at: FRAMES },
  reorder: { at: FRAMES, optional: { ms: whole(0) } },
  corrupt: { at: FRAMES, optional: { as: oneOf(...CORRUPTIONS) } },
  recordThenCut: { at: ['in'], optional: { how: oneOf('close', 'terminate'), code: closeCode } },
  status: {
    at: ['http'],
    required: { status: whole(200, 599) },
    optional: { retryAfter: whole(0), retryAfterAs: oneOf('seconds', 'date'), msg: text, code: textOrNumber },
  },
  timeout: { at: ['http'] },
  garbage: { at: ['http'] },
  foreignAnswer: { at: ['http'], optional: { status: whole(200, 599), as: oneOf('html', 'json'), body: text } },
  redirect: {
    at: ['http'],
    required: { location: headerText },
    optional: { status: oneNumberOf(301, 302, 303, 307, 308) },
  },
  expireToken: { at: ['http'] },
  lapseUrl: { at: ['http'], endpoint: 'rtm/start' },
  socketUrl: {
    at: ['http'],
    endpoint: 'rtm/start',
    optional: { scheme: oneOf('ws', 'wss', 'http', 'https'), host: hostAndPort, value: anything },
    someOf: ['scheme', 'host', 'value'],
  },
  lagHistory: { at: ['http'], endpoint: 'botmessages', required: { ms: lag } },
  shortPage: { at: ['http'], endpoint: 'botmessages', required: { limit: whole(0) } },
  overlapPage: { at: ['http'], endpoint: 'botmessages', required: { by: whole(1) } },
};

const ENDPOINTS = [
  ...['jwtgrant', 'rtm/start', 'botmessages', 'activetheme', 'jwt', 'media', 'welcome'],
  ...['attachment/token', 'attachment/file', 'attachment/chunk', 'attachment/commit', 'attachment/url', 'files'],
  ...Object.keys(API_ACCESS),
];
const RULE: Record<string, Check> = { id: text, count: whole(1), after: whole(0), probability: share, seed: whole(0) };
const MATCH: Record<FaultPlace, Record<string, Check>> = {
  connection: { user: text },
  in: { user: text, frame: text, text },
  out: { user: text, frame: text, text },
  http: { user: text, endpoint: oneOf(...ENDPOINTS) },
};

/**
 * Checks rules from a file or a caller: one rule, or an array of them. `firstNumber` is the number of the first rule, for rules without id.
 *
 * @throws TypeError that names the rule and the field, and describes valid values
 */
export function readFaultRules(rules: unknown, firstNumber = 1): CheckedRule[] {
  return (Array.isArray(rules) ? rules : [rules]).map((rule: unknown, index) => readRule(rule, firstNumber + index));
}

function readRule(rule: unknown, number: number): CheckedRule {
  const id = isObject(rule) && typeof rule.id === 'string' && rule.id !== '' ? rule.id : `fault-${number}`;
  const ruleError = (why: string) => new TypeError(`unable to add the fault rule ${id}; ${why}`);
  if (!isObject(rule))
    throw ruleError('it must be an object like {"match":{"at":"out","frame":"ack"},"action":"drop"}');
  const { match, action, ...rest } = rule;
  checkFields('', rest, {}, RULE, ruleError);

  if (!isObject(match)) throw ruleError('match must be an object');
  const { at, ...parts } = match;
  const wrongPlace = oneOf(...ANYWHERE)(at);
  if (wrongPlace) throw ruleError(`match.at must be ${wrongPlace}`);
  const place = at as FaultPlace;
  checkFields('match.', parts, {}, MATCH[place], ruleError);

  const { type, ...fields } = typeof action === 'string' ? { type: action } : isObject(action) ? action : {};
  const form = typeof type === 'string' && Object.hasOwn(ACTIONS, type) && ACTIONS[type as FaultAction['type']];
  if (!form) throw ruleError(`action must be, or have the type, ${oneOf(...Object.keys(ACTIONS))(undefined)}`);
  if (!form.at.includes(place)) throw ruleError(`${type} cannot happen at ${place}, only at ${form.at.join(', ')}`);
  checkFields('action.', fields, form.required ?? {}, form.optional ?? {}, ruleError);
  if (form.someOf?.every((name) => fields[name] === undefined)) {
    throw ruleError(`action must have one of ${form.someOf.join(', ')}`);
  }
  if (form.endpoint !== undefined && parts.endpoint !== undefined && parts.endpoint !== form.endpoint) {
    throw ruleError(`${type} can happen only at the endpoint ${form.endpoint}`);
  }
  return {
    ...rest,
    id,
    match: { ...(form.endpoint !== undefined && { endpoint: form.endpoint }), ...parts, at: place },
    action: { type, ...fields } as FaultAction,
  };
}

function checkFields(
  prefix: string,
  fields: Record<string, unknown>,
  required: Record<string, Check>,
  optional: Record<string, Check>,
  ruleError: (why: string) => TypeError,
): void {
  for (const [name, check] of Object.entries(required)) {
    if (fields[name] === undefined) throw ruleError(`${prefix}${name} is missing; it must be ${check(undefined)}`);
  }
  const known = { ...required, ...optional };
  for (const [name, value] of Object.entries(fields)) {
    const check = Object.hasOwn(known, name) ? known[name] : undefined;
    if (!check) {
      const names = Object.keys(known).join(', ') || 'none';
      throw ruleError(`${prefix}${name} is not known here; known: ${names}`);
    }
    const wanted = value === undefined ? undefined : check(value);
    if (wanted) throw ruleError(`${prefix}${name} must be ${wanted}`);
  }
}
