import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createChatClient } from '../../src/client/create-chat-client.js';
import { resolveOptions } from '../../src/client/resolve-options.js';
import { richText } from '../../src/widget/rich-text/load-rich-text.js';
import { readFeatures } from '../../src/widget/store/chat-features.js';
import { readFormPart, readFrameTemplate } from '../../src/widget/templates/embeds/form-part.js';
import { toAction } from '../../src/widget/templates/to-action.js';
import { drawn, openChat, partsDrawn, type } from '../support/chat-page.js';
import { message } from '../support/fake-chat-client.js';
import { polluted } from '../support/polluted.js';

afterEach(() => document.body.replaceChildren());

/** Properties that scripts of the page have added to all objects. */
const FOREIGN: Record<string, unknown> = {
  dangerouslySetInnerHTML: { __html: '<b>foreign</b>' },
  children: 'foreign',
  key: 'foreign',
  ref: 'foreign',
  type: 'foreign',
  onclick: 'foreign()',
  href: 'https://foreign.example/',
  src: 'https://foreign.example/p.png',
  innerHTML: '<b>foreign</b>',
  storage: 'local',
  extend: () => 'foreign',
};

const extendPrototype = (name: string, enumerable: boolean) => () =>
  void Object.defineProperty(Object.prototype, name, {
    configurable: true,
    enumerable,
    writable: true,
    value: FOREIGN[name],
  });

/** A conversation with texts, markup, a picture and buttons. */
async function openConversation() {
  // All texts of a page share the limit of one task, and everything below happens within one.
  await new Promise((nextTask) => setTimeout(nextTask));
  const page = await openChat();
  await page.begin();
  page.client.receive(
    message('Plain words, https://a.example'),
    message('*Bold* [words](https://a.example)'),
    message('', { components: [{ type: 'image', url: 'https://a.example/p.png', name: 'A map' }] }),
    message('', {
      components: [
        {
          type: 'template',
          templateType: 'button',
          payload: {
            template_type: 'button',
            text: 'Which?',
            buttons: [{ type: 'postback', title: 'This', payload: 'p' }],
          },
        },
      ],
    }),
  );
  await partsDrawn(page.root);
  page.button('This')!.click();
  const field = page.find<HTMLTextAreaElement>('textarea')!;
  type(field, 'My words');
  await drawn();
  page.find<HTMLButtonElement>('.send')!.click();
  await drawn();
  const { innerHTML } = page.find('.groups')!;
  const { sent } = page.client;
  page.chat.destroy();
  return { html: innerHTML.replace(/data-(?:id|key)="[^"]*"|<time.*?<\/time>/g, ''), sent };
}

describe('on a page that has extended Object.prototype', () => {
  // Lazy parts need time to load.
  beforeAll(async () => {
    await richText.load();
    await openConversation();
  }, 30_000);

  it.each(Object.keys(FOREIGN).flatMap((name) => [[name, true] as const, [name, false] as const]))(
    '%s (enumerable: %s): the window draws and sends the same',
    async (name, enumerable) => {
      const clean = await openConversation();
      expect(clean.html).toContain('<strong>Bold</strong>');
      const dirty = await polluted(extendPrototype(name, enumerable), openConversation);
      expect(dirty).toEqual(clean);
    },
  );
});

describe('inherited properties are ignored', () => {
  const options = { apiUrl: 'https://a.example', bot: { name: 'B', id: 'st-1' }, getJwt: () => 'x' };

  it('in client options', async () => {
    const pollute = () => void Object.assign(Object.prototype, { storage: {}, queueLimit: 0, deliveryReceipts: true });
    await polluted(pollute, () => {
      const { storage, deliveryReceipts, queueLimit } = resolveOptions(options as never);
      expect([storage, deliveryReceipts, queueLimit]).toEqual([undefined, undefined, 500]);
      expect(() => createChatClient(options)).not.toThrow();
    });
  });

  it('in features', async () => {
    const pollute = () =>
      void Object.assign(Object.prototype, { frameSameOrigin: ['https://evil.example'], images: 'ask' });
    await polluted(pollute, () => {
      const { frameSameOrigin, images } = readFeatures({ features: {}, getAttribute: () => null });
      expect([frameSameOrigin, images]).toEqual([undefined, undefined]);
    });
  });

  it('in a form and in a button', async () => {
    const pollute = () =>
      void Object.assign(Object.prototype, {
        formData: { formLink: 'https://evil.example' },
        formLink: 'https://evil.example',
        url: 'https://evil.example',
        type: 'url',
      });
    await polluted(pollute, () => {
      expect(readFormPart({ text: 'x' }).formLink).toBeUndefined();
      expect(readFrameTemplate({ template_type: 'iframe' }).formLink).toBeUndefined();
      expect(toAction({ title: 'T' }, 'button')?.kind).toBe('send');
    });
  });
});

it('keeps an existing window working', async () => {
  const page = await openChat();
  await page.begin();
  page.client.receive(message('Before'));
  await drawn();
  await polluted(extendPrototype('dangerouslySetInnerHTML', true), async () => {
    page.client.receive(message('After'));
    await drawn();
  });
  expect(page.texts('.bubble')).toEqual(['Before', 'After']);
});
