import { expect, test } from 'vitest';
import { readFaultRules } from '../../../src/emulator/faults/read-fault-rules.js';
import { ROUTES } from '../../../src/emulator/rest/routes.js';
import { readText } from '../../support/source-tree.js';

const out = { at: 'out' };

test('fills in what may be left out', () => {
  expect(readFaultRules({ match: out, action: 'drop' })).toEqual([
    { id: 'fault-1', match: { at: 'out' }, action: { type: 'drop' } },
  ]);
  expect(readFaultRules([{ match: { at: 'http' }, action: { type: 'shortPage', limit: 2 } }], 4)).toEqual([
    { id: 'fault-4', match: { at: 'http', endpoint: 'botmessages' }, action: { type: 'shortPage', limit: 2 } },
  ]);
});

test.each([
  [{ match: { at: 'connection' }, action: { type: 'refuse', status: 500 } }],
  [{ match: { at: 'connection' }, action: 'blackHole', count: 1 }],
  [{ match: { at: 'in', frame: '/bot.message' }, action: { type: 'recordThenCut', how: 'close', code: 1012 } }],
  [{ match: { at: 'in', text: 'x' }, action: { type: 'reorder', ms: 5 }, probability: 0.5, seed: 3 }],
  [{ match: { at: 'out', user: 'ann' }, action: { type: 'corrupt', as: 'half' }, after: 3 }],
  [{ match: out, action: { type: 'close', code: 4000, reason: 'bye' } }],
  [{ match: { at: 'http' }, action: { type: 'status', status: 429, retryAfter: 2, retryAfterAs: 'date' } }],
  [{ match: { at: 'http', endpoint: 'rtm/start' }, action: 'lapseUrl' }],
  [{ match: { at: 'http' }, action: { type: 'overlapPage', by: 3 } }],
  [{ match: { at: 'http' }, action: 'foreignAnswer' }],
  [{ match: { at: 'http' }, action: { type: 'foreignAnswer', status: 403, as: 'json', body: '{}' } }],
  [{ match: { at: 'http' }, action: { type: 'redirect', location: 'https://a.example/', status: 308 } }],
  [{ match: { at: 'http' }, action: { type: 'socketUrl', scheme: 'ws', host: 'a.example:80' } }],
  [{ match: { at: 'http' }, action: { type: 'socketUrl', value: null } }],
  [{ match: { at: 'http' }, action: { type: 'lagHistory', ms: 1500 } }],
  [{ match: { at: 'http' }, action: { type: 'lagHistory', ms: { min: 5, max: 5 } } }],
])('takes %j', (rule) => {
  expect(readFaultRules(rule)).toMatchObject([{ id: 'fault-1' }]);
});

test.each<[unknown, string]>([
  [null, 'it must be an object'],
  ['drop', 'it must be an object'],
  [{ action: 'drop' }, 'match must be an object'],
  [{ match: {}, action: 'drop' }, 'match.at must be one of connection, in, out, http'],
  [{ match: { at: 'toString' }, action: 'drop' }, 'match.at must be one of'],
  [
    { match: { at: 'out', endpoint: 'jwtgrant' }, action: 'drop' },
    'match.endpoint is not known here; known: user, frame, text',
  ],
  [
    { match: { at: 'http', endpoint: 'grant' }, action: 'timeout' },
    'match.endpoint must be one of jwtgrant, rtm/start',
  ],
  [{ match: out }, 'action must be, or have the type, one of refuse, close'],
  [{ match: out, action: 'dorp' }, 'action must be'],
  [{ match: out, action: 'constructor' }, 'action must be'],
  [{ match: out, action: { ms: 5 } }, 'action must be'],
  [{ match: out, action: 'timeout' }, 'timeout cannot happen at out, only at http'],
  [{ match: { at: 'http' }, action: 'drop' }, 'drop cannot happen at http, only at in, out'],
  [{ match: out, action: 'recordThenCut' }, 'only at in'],
  [{ match: out, action: 'delay' }, 'action.ms is missing; it must be a whole number from 0 up'],
  [{ match: out, action: { type: 'delay', ms: -1 } }, 'action.ms must be a whole number from 0 up'],
  [{ match: out, action: { type: 'drop', ms: 1 } }, 'action.ms is not known here; known: none'],
  [{ match: out, action: { type: 'close', code: 1006 } }, 'action.code must be a close code'],
  [{ match: out, action: { type: 'corrupt', as: 'soup' } }, 'action.as must be one of half, letter, bytes, shape'],
  [
    { match: { at: 'http' }, action: { type: 'status', status: 99 } },
    'action.status must be a whole number from 200 to 599',
  ],
  [
    { match: { at: 'http', endpoint: 'jwtgrant' }, action: 'lapseUrl' },
    'lapseUrl can happen only at the endpoint rtm/start',
  ],
  [
    { match: { at: 'http' }, action: { type: 'foreignAnswer', status: 101 } },
    'action.status must be a whole number from 200',
  ],
  [{ match: { at: 'http' }, action: { type: 'foreignAnswer', as: 'xml' } }, 'action.as must be one of html, json'],
  [{ match: { at: 'http' }, action: 'redirect' }, 'action.location is missing'],
  [
    { match: { at: 'http' }, action: { type: 'redirect', location: 'a\r\nb: c' } },
    'action.location must be an address in ASCII',
  ],
  [
    { match: { at: 'http' }, action: { type: 'redirect', location: '/', status: 200 } },
    'one of 301, 302, 303, 307, 308',
  ],
  [{ match: { at: 'http' }, action: 'socketUrl' }, 'action must have one of scheme, host, value'],
  [{ match: { at: 'http' }, action: { type: 'socketUrl', host: 'a/b' } }, 'action.host must be a host'],
  [{ match: { at: 'http' }, action: { type: 'lagHistory', ms: { min: 5, max: 4 } } }, 'the smaller first'],
  [{ match: { at: 'http' }, action: { type: 'lagHistory', ms: { min: 5 } } }, 'action.ms must be a whole number'],
  [{ match: { at: 'http' }, action: { type: 'lagHistory', ms: { min: 1, max: 2, mean: 1 } } }, 'action.ms must be'],
  [
    { match: { at: 'http', endpoint: 'rtm/start' }, action: { type: 'lagHistory', ms: 1 } },
    'only at the endpoint botmessages',
  ],
  [{ match: out, action: 'drop', count: 0 }, 'count must be a whole number from 1 up'],
  [{ match: out, action: 'drop', probability: 2 }, 'probability must be a number from 0 to 1'],
  [{ match: out, action: 'drop', when: 'now' }, 'when is not known here; known: id, count, after, probability, seed'],
])('refuses %j: %s', (rule, why) => {
  expect(() => readFaultRules(rule)).toThrow(why);
});

test('names the rule that is wrong', () => {
  const good = { match: out, action: 'drop' };
  expect(() => readFaultRules([good, { match: out }])).toThrow('unable to add the fault rule fault-2;');
  expect(() => readFaultRules([{ id: 'my rule', match: out }])).toThrow('unable to add the fault rule my rule;');
});

test('every route can be named by a rule, and is named in the docs of the option', () => {
  const names = [...new Set(ROUTES.map(({ name }) => name))];
  const docs = readText('src/emulator/types/fault-rule.ts');
  for (const endpoint of names) {
    expect(() => readFaultRules({ match: { at: 'http', endpoint }, action: 'timeout' }), endpoint).not.toThrow();
    expect(docs).toContain(`\`${endpoint}\``);
  }
});
