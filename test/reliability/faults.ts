import type { FaultRule } from '../../src/emulator/index.js';

const FRAME = { at: 'in', frame: '/bot.message' } as const;

/** The settle time is 5 s by the client's clock, which goes six times as fast as the emulator's. */
export const LAG: Omit<FaultRule, 'count'> = {
  match: { at: 'http', endpoint: 'botmessages' },
  action: { type: 'lagHistory', ms: { min: 0, max: 700 } },
};

/** What goes wrong in random runs against the emulator. */
export const FAULTS: readonly Omit<FaultRule, 'count'>[] = [
  { match: FRAME, action: 'recordThenCut' },
  { match: FRAME, action: { type: 'recordThenCut', how: 'close', code: 1012 } },
  { match: FRAME, action: 'terminate' },
  { match: FRAME, action: { type: 'close', code: 1001 } },
  { match: FRAME, action: 'drop' },
  { match: FRAME, action: 'blackHole' },
  { match: { at: 'out', frame: 'ack' }, action: 'drop' },
  { match: { at: 'out', frame: 'bot_response' }, action: 'terminate' },
  { match: { at: 'out', frame: 'bot_response' }, action: 'blackHole' },
  { match: { at: 'out', frame: 'bot_response' }, action: { type: 'delay', ms: 50 } },
  { match: { at: 'out', frame: 'bot_response' }, action: 'duplicate' },
  { match: { at: 'connection' }, action: 'refuse' },
  { match: { at: 'connection' }, action: 'terminate' },
  { match: { at: 'http', endpoint: 'rtm/start' }, action: { type: 'status', status: 503 } },
  { match: { at: 'http', endpoint: 'rtm/start' }, action: 'lapseUrl' },
  { match: { at: 'http', endpoint: 'jwtgrant' }, action: 'garbage' },
  { match: { at: 'http', endpoint: 'botmessages' }, action: 'terminate' },
  { match: { at: 'http', endpoint: 'botmessages' }, action: 'expireToken' },
  { match: { at: 'http', endpoint: 'botmessages' }, action: { type: 'shortPage', limit: 3 } },
  { match: { at: 'http', endpoint: 'botmessages' }, action: { type: 'overlapPage', by: 2 } },
  { match: { at: 'http', endpoint: 'botmessages' }, action: { type: 'delay', ms: 100 } },
  LAG,
];
