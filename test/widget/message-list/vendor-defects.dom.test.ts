import { afterEach, describe, expect, it, vi } from 'vitest';
import { drawn, openChat, partsDrawn } from '../../support/chat-page.js';
import { message } from '../../support/fake-chat-client.js';

vi.mock('../../../src/client/index.js', () => ({ createChatClient: vi.fn() }));

afterEach(() => document.body.replaceChildren());

/** Defects of the platform's own window, numbered as in the protocol notes (§8). */
describe('the window', () => {
  it('vendor defect 19: buttons of a missed message that is inserted later work', async () => {
    const { client, begin, root, button, texts } = await openChat();
    await begin();
    const [before, after] = [message('before'), message('after')];
    client.receive(before, after);
    await drawn();
    const choice = { content_type: 'text', title: 'Yes', payload: 'confirm_yes' };
    const payload = { template_type: 'quick_replies', text: 'Sure?', quick_replies: [choice] };
    const missed = message('Sure?', {
      components: [{ type: 'template', templateType: payload.template_type, payload }],
    });
    client.set({ messages: [before, missed, after] });
    await partsDrawn(root);
    expect(texts('.bubble')).toEqual(['before', 'Sure?', 'after']);
    button('Yes')!.click();
    expect(client.sent).toEqual([{ payload: 'confirm_yes', renderText: 'Yes' }]);
  });

  it('vendor defect 24: fifty messages are rendered together, in the next frame', async () => {
    const { client, begin, all } = await openChat();
    await begin();
    client.receive(...Array.from({ length: 50 }, (_, n) => message(`m${n}`)));
    await drawn();
    expect(all('.bubble').at(-1)?.textContent).toBe('m49');
    expect(all('.bubble').length).toBeGreaterThanOrEqual(20);
  });
});
