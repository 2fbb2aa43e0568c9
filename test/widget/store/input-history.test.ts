import { expect, it } from 'vitest';
import { InputHistory } from '../../../src/widget/store/input-history.js';
import { message } from '../../support/fake-chat-client.js';

const mine = (text: string) => message(text, { from: 'user' });
const MESSAGES = [mine('one'), message('an answer'), mine('two'), mine('two'), message('bye'), mine('three')];

it('steps back through distinct sent texts, and forward again', () => {
  const recall = new InputHistory();
  const shown: string[] = [];
  let text = '';
  for (const step of [1, 1, 1, 1, -1, -1, -1, -1] as const) {
    const found = recall.step(step, text, MESSAGES);
    if (found !== undefined) text = found;
    shown.push(text);
  }
  expect(shown).toEqual(['three', 'two', 'one', 'one', 'two', 'three', '', '']);
});

it('does not handle arrow keys in an edited text', () => {
  const recall = new InputHistory();
  expect(recall.step(1, 'mine', MESSAGES)).toBeUndefined();
  expect(recall.step(1, '', MESSAGES)).toBe('three');
  expect(recall.step(1, 'three!', MESSAGES)).toBeUndefined();
  expect(recall.step(-1, '', MESSAGES)).toBeUndefined();
});

it('returns undefined without typed messages', () => {
  expect(new InputHistory().step(1, '', [message('hello')])).toBeUndefined();
});
