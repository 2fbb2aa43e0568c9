import type { FaultRule } from '../../emulator/types/fault-rule.js';

/** Fault rules behind one switch. Their ids contain the id of the preset, which shows whether the switch is on. */
export interface Preset {
  readonly id: string;
  readonly name: string;
  readonly does: string;
  readonly rules: readonly (FaultRule & { id: string })[];
}

function preset(id: string, name: string, does: string, ...rules: FaultRule[]): Preset {
  return {
    id,
    name,
    does,
    rules: rules.map((rule, index) => ({ ...rule, id: `${id}${index ? `-${index + 1}` : ''}` })),
  };
}

export const PRESETS: readonly Preset[] = [
  preset(
    'down',
    'The platform is down',
    'Requests get 503, sockets are refused. Open ones stay: cut them.',
    { match: { at: 'http' }, action: { type: 'status', status: 503 } },
    { match: { at: 'connection' }, action: { type: 'refuse', status: 503 } },
  ),
  preset('too-many', 'Too many requests', 'rtm/start gets 429: come back in 2 seconds.', {
    match: { at: 'http', endpoint: 'rtm/start' },
    action: { type: 'status', status: 429, retryAfter: 2 },
  }),
  preset('dead-line', 'Dead lines', 'New connections open, and nothing ever passes.', {
    match: { at: 'connection' },
    action: 'blackHole',
  }),
  preset('lost-ack', 'Acks get lost', 'A message is stored, and the connection cut before its ack.', {
    match: { at: 'in', frame: '/bot.message' },
    action: 'recordThenCut',
  }),
  preset('late', 'Answers come late', 'What the bot says waits for 3 seconds.', {
    match: { at: 'out', frame: 'bot_response' },
    action: { type: 'delay', ms: 3000 },
  }),
  preset('twice', 'Answers come twice', 'What the bot says is sent two times.', {
    match: { at: 'out', frame: 'bot_response' },
    action: 'duplicate',
  }),
  preset('lost', 'Answers get lost', 'One in three is not sent; the history has it.', {
    match: { at: 'out', frame: 'bot_response' },
    action: 'drop',
    probability: 1 / 3,
  }),
  preset('disorder', 'Answers in disorder', 'Each answer changes places with the next frame.', {
    match: { at: 'out', frame: 'bot_response' },
    action: 'reorder',
  }),
  preset('noise', 'Noise on the line', 'One frame in five arrives spoilt.', {
    match: { at: 'out' },
    action: 'corrupt',
    probability: 0.2,
  }),
  preset('lag', 'The history lags', 'A message shows there half a second to three seconds late, not always in order.', {
    match: { at: 'http', endpoint: 'botmessages' },
    action: { type: 'lagHistory', ms: { min: 500, max: 3000 } },
  }),
  preset('portal', 'A captive portal', 'Requests get 200 with the page of somebody else.', {
    match: { at: 'http' },
    action: { type: 'foreignAnswer', status: 200 },
  }),
  preset('expiry', 'Tokens expire', 'The next look at the history meets an expired token.', {
    match: { at: 'http', endpoint: 'botmessages' },
    action: 'expireToken',
    count: 1,
  }),
];
