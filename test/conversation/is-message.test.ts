import { expect, it } from 'vitest';
import { isMessage } from '../../src/conversation/is-message.js';
import type { MessageComponent } from '../../src/protocol/component.js';

const sign = { type: 'template', templateType: 'wait_for_response', payload: {} } as MessageComponent;
const words: MessageComponent = { type: 'text', text: 'Hello' };

it.each<[what: string, components: MessageComponent[], is: boolean]>([
  ['words are', [words], true],
  ['nothing at all is', [], true],
  ['the sign that an answer is on its way is not', [sign], false],
  ['words beside the sign are', [sign, words], true],
])('%s a message', (_, components, is) => {
  expect(isMessage({ from: 'bot', text: '', components })).toBe(is);
});
