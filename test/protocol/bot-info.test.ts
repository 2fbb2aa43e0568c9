import { expect, it } from 'vitest';
import { toBotInfo } from '../../src/protocol/bot-info.js';

it('uses the wire names of the fields and omits absent ones', () => {
  expect(toBotInfo({ name: 'Demo', id: 'st-1' })).toEqual({ chatBot: 'Demo', taskBotId: 'st-1' });
  expect(Object.keys(toBotInfo({ name: 'Demo', id: 'st-1' }))).toEqual(['chatBot', 'taskBotId']);
  expect(toBotInfo({ name: 'Demo', id: 'st-1', customData: { a: 1 }, metaTags: [] })).toEqual({
    chatBot: 'Demo',
    taskBotId: 'st-1',
    customData: { a: 1 },
    metaTags: [],
  });
});
