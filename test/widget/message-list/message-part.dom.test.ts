import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ChatMessage } from '../../../src/conversation/chat-message.js';
import type { MessageComponent } from '../../../src/protocol/component.js';
import { richText } from '../../../src/widget/rich-text/load-rich-text.js';
import { registerTemplate, type TemplateContext } from '../../../src/widget/templates/registry.js';
import { drawn, openChat, partsDrawn } from '../../support/chat-page.js';
import { message } from '../../support/fake-chat-client.js';

vi.mock('../../../src/client/index.js', () => ({ createChatClient: vi.fn() }));

afterEach(() => {
  document.body.replaceChildren();
  vi.restoreAllMocks();
});

async function show(part: MessageComponent, fields: Partial<ChatMessage> = {}) {
  const page = await openChat();
  await page.begin();
  page.client.receive(message('plain words', { components: [part], ...fields }));
  await partsDrawn(page.root);
  return page;
}

const template = (payload: { template_type: string; [other: string]: unknown }): MessageComponent => ({
  type: 'template',
  templateType: payload.template_type,
  payload,
});

const SAFE_LINK = { target: '_blank', rel: 'noopener noreferrer' };

describe('text', () => {
  it('renders the markup of the bot', async () => {
    const { find } = await show({ type: 'text', text: '*bold* and <i>italic</i>' });
    await expect.poll(() => find('.bubble strong')?.textContent).toBe('bold');
    expect(find('.bubble em')?.textContent).toBe('italic');
  });

  it('renders hostile markup as text', async () => {
    const text = '<img src=x onerror=alert(1)> <script>alert(1)</script>';
    const { find } = await show({ type: 'text', text });
    await expect.poll(() => find('.bubble .rich')).not.toBeNull();
    expect(find('.bubble')?.textContent).toBe(text);
    expect(find('.bubble .rich')?.querySelectorAll(':not(p)')).toHaveLength(0);
  });

  it('of the user is rendered as plain text', async () => {
    const text = '*not bold* <b>nor this</b>';
    const { find } = await show({ type: 'text', text }, { from: 'user' });
    await richText.load();
    await drawn();
    expect(find('.bubble')?.textContent).toBe(text);
    expect(find('.bubble')?.childElementCount).toBe(0);
  });

  it('opens links in a new tab with noopener', async () => {
    const { find } = await show({ type: 'text', text: 'see https://a.example/x.' });
    const link = find<HTMLAnchorElement>('.bubble a')!;
    expect(link.textContent).toBe('https://a.example/x');
    expect({ target: link.target, rel: link.rel }).toEqual(SAFE_LINK);
  });

  it('renders no bubble for a blank text', async () => {
    const { find } = await show({ type: 'text', text: ' \n' });
    expect(find('.bubble')).toBeNull();
  });

  it('renders the text of a message without components', async () => {
    const { texts } = await show({ type: 'text', text: '' }, { components: [] });
    expect(texts('.bubble')).toEqual(['plain words']);
  });

  it('shows that a stream was interrupted', async () => {
    const { texts } = await show({ type: 'text', text: 'Half an ans' }, { interrupted: true });
    expect(texts('.note')).toEqual(['The answer was cut off.']);
  });
});

describe('media', () => {
  it('renders the caption of a picture once', async () => {
    const { find, texts } = await show({ type: 'image', url: 'https://a.example/p.png', text: 'Our shop' });
    expect(find('img')?.getAttribute('alt')).toBe('Picture');
    expect(texts('.bubble')).toEqual(['Our shop']);
  });

  it('renders a lazy picture with a description and a link to its full size', async () => {
    const { find } = await show({ type: 'image', url: 'https://a.example/p.png', name: 'A map' });
    const image = find<HTMLImageElement>('.picture img')!;
    expect([image.src, image.alt, image.getAttribute('loading')]).toEqual(['https://a.example/p.png', 'A map', 'lazy']);
    expect(find<HTMLAnchorElement>('a.picture')?.href).toBe('https://a.example/p.png');
    image.dispatchEvent(new Event('error'));
    await drawn();
    expect(find('.picture')).toBeNull();
    expect(find('.missing')?.textContent).toBe('A map');
  });

  it.each(['javascript:alert(1)', 'data:image/svg+xml,<svg/>', '/local.png'])('does not load %s', async (url) => {
    const { find, root } = await show({ type: 'image', url, name: 'A map' });
    expect(root.querySelector('img')).toBeNull();
    expect(find('.missing')?.textContent).toBe('A map');
  });

  it.each([
    [{ type: 'document', url: 'https://a.example/files/invoice.pdf?x=1' }, 'invoice.pdf'],
    [{ type: 'link', url: 'https://a.example/', text: 'Our page' }, 'Our page'],
    [
      { type: 'attachment', fileId: '1', fileName: 'b.zip', fileType: 'attachment', url: 'https://a.example/b' },
      'b.zip',
    ],
  ] as const)('links to a file: %j', async (part, label) => {
    const { find } = await show(part);
    const link = find<HTMLAnchorElement>('a')!;
    expect((link.querySelector('bdi') ?? link).textContent).toBe(label);
    expect({ target: link.target, rel: link.rel }).toEqual(SAFE_LINK);
  });

  it.each([
    [{ type: 'audio', url: 'https://a.example/a.mp3', name: 'Voice note' }, 'audio', 'Voice note'],
    [{ type: 'video', url: 'https://a.example/a.mp3', text: 'A film' }, 'video', 'A film'],
    [{ type: 'message', text: 'Listen:', audioUrl: 'https://a.example/a.mp3' }, 'audio', 'Listen:'],
  ] as const)('plays %j, and links to it where that fails', async (part, element, name) => {
    const { find } = await show(part);
    const player = find<HTMLMediaElement>(element)!;
    expect([player.src, player.getAttribute('aria-label'), player.autoplay]).toEqual([
      'https://a.example/a.mp3',
      name,
      false,
    ]);
    player.dispatchEvent(new Event('error'));
    await drawn();
    expect(find<HTMLAnchorElement>('.bubble a')?.href).toBe('https://a.example/a.mp3');
  });

  it('renders the name of a file with an unsafe address without a link', async () => {
    const { find, root } = await show({ type: 'document', url: 'javascript:alert(1)', name: 'invoice.pdf' });
    expect(find('.bubble')?.textContent).toBe('invoice.pdf');
    expect(root.querySelector('.bubble a')).toBeNull();
  });

  it('opens a form in the window or in a tab', async () => {
    const { button, find } = await show({ type: 'form', formLink: 'https://a.example/form', text: 'Please fill in' });
    expect((button('Open in a new tab') as HTMLAnchorElement).href).toBe('https://a.example/form');
    expect(find('iframe')).toBeNull();
    button('Open form')!.click();
    await drawn();
    expect(find<HTMLIFrameElement>('dialog iframe')!.src).toBe('https://a.example/form');
  });
});

describe('templates', () => {
  it('vendor defect 31: sends the payload of a choice, even an object, and shows its title', async () => {
    const { client, button, texts } = await show(
      template({
        template_type: 'quick_replies',
        text: 'Sure?',
        quick_replies: [
          { content_type: 'text', title: 'Yes', payload: 'confirm_yes' },
          { content_type: 'text', title: 'Tell me more', payload: { intent: 'more' } },
        ],
      }),
    );
    expect(texts('.bubble')).toEqual(['Sure?']);
    button('Yes')!.click();
    button('Tell me more')!.click();
    expect(client.sent).toEqual([
      { payload: 'confirm_yes', renderText: 'Yes' },
      { payload: { intent: 'more' }, renderText: 'Tell me more' },
    ]);
  });

  it('vendor defect 31: opens an address, and omits an unsafe one', async () => {
    const { button } = await show(
      template({
        template_type: 'button',
        text: 'Where to?',
        buttons: [
          { type: 'web_url', title: 'There', url: 'https://a.example' },
          { type: 'web_url', title: 'Trap', url: 'javascript:alert(1)' },
        ],
      }),
    );
    const link = button('There') as HTMLAnchorElement;
    expect({ href: link.href, target: link.target, rel: link.rel }).toEqual({
      href: 'https://a.example/',
      ...SAFE_LINK,
    });
    expect(button('Trap')).toBeUndefined();
  });

  it('renders the text of an unknown template, or a note if it has none', async () => {
    const known = await show(template({ template_type: 'of_tomorrow', heading: 'New', items: [{ title: 'Thing' }] }));
    expect(known.texts('.bubble > div')).toEqual(['New', 'Thing']);
    const empty = await show(template({ template_type: 'of_tomorrow', x: 1 }));
    expect(empty.texts('.bubble')).toEqual(['This message cannot be shown here.']);
    const component = await show({ type: 'unknown', componentType: 'hologram', payload: { text: 'Hello from afar' } });
    expect(component.texts('.bubble')).toEqual(['Hello from afar']);
  });

  it('renders no bubble for a wait indicator', async () => {
    const { find } = await show(template({ template_type: 'wait_for_response' }));
    expect(find('.bubble')).toBeNull();
    expect(find('.message .silent')?.hidden).toBe(true);
  });

  it('shows a gap in the conversation', async () => {
    const { texts } = await show({ type: 'gap' }, { from: 'system' });
    expect(texts('.bubble')).toEqual(['Some messages before this one could not be loaded.']);
  });
});

describe('registerTemplate', () => {
  it('passes a vnode factory to the renderer, and sends replies for the user', async () => {
    registerTemplate('weather', ({ degrees }, { h, send, message: { from } }) =>
      h('button', { class: 'mine', onClick: () => send('tomorrow?') }, `${degrees} °C from the ${from}`),
    );
    const { client, find } = await show(template({ template_type: 'weather', degrees: 21 }));
    expect(find('.mine')?.textContent).toBe('21 °C from the bot');
    find('.mine')!.click();
    expect(client.sent).toEqual([{ text: 'tomorrow?' }]);
  });

  it('accepts a DOM node, and a new one when the message changes', async () => {
    registerTemplate('map', ({ place }) => {
      const node = document.createElement('figure');
      node.append(String(place));
      return node;
    });
    const { client, texts } = await show(template({ template_type: 'map', place: 'Rome' }));
    expect(texts('figure')).toEqual(['Rome']);
    client.change(client.messages[0]!.id, { components: [template({ template_type: 'map', place: 'Oslo' })] });
    await drawn();
    expect(texts('figure')).toEqual(['Oslo']);
  });

  it('prefers the last registration, even to a built-in template', async () => {
    registerTemplate('like_dislike', () => 'first');
    registerTemplate('like_dislike', () => 'second');
    const { texts } = await show(template({ template_type: 'like_dislike', text: 'x' }));
    expect(texts('.custom')).toEqual(['second']);
  });

  it('falls back to the built-in rendering if the renderer returns nothing', async () => {
    registerTemplate('shy', () => undefined);
    const { texts } = await show(template({ template_type: 'shy', text: 'Hello' }));
    expect(texts('.bubble')).toEqual(['Hello']);
  });

  it.each([
    [
      'throws',
      () => {
        throw new Error('of the host');
      },
    ],
    [
      'gives vnodes that throw when they are put in',
      (_: unknown, { h }: TemplateContext) =>
        h('p', {
          ref: () => {
            throw new Error('of the host');
          },
        }),
    ],
  ])('falls back to readable text when the renderer %s, and the conversation goes on', async (name, render) => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const type = `broken_${name.replace(/\W/g, '_')}`;
    registerTemplate(type, render);
    const { client, texts } = await show(template({ template_type: type, text: 'Still readable' }));
    client.receive(message('next'));
    await drawn();
    expect(texts('.bubble')).toEqual(['Still readable', 'next']);
    expect(warn.mock.calls.join()).toContain(`unable to draw the template "${type}"`);
  });
});

describe('hooks', () => {
  it('change the rendering and receive the element, for one template and for all', async () => {
    const seen: string[] = [];
    registerTemplate('*', {
      after: (element, { message }) => void seen.push(`all: ${element.textContent} by the ${message.from}`),
    });
    registerTemplate('SYSTEM', {
      before: ({ text }) => ({ template_type: 'SYSTEM', text: `${text}!` }),
      after: (element) => void seen.push(`one: ${element.textContent}`),
    });
    const { texts } = await show(template({ template_type: 'SYSTEM', text: 'Third in the queue' }));
    expect(texts('.line')).toEqual(['Third in the queue!']);
    expect(seen).toEqual(['all: Third in the queue! by the bot', 'one: Third in the queue!']);
    registerTemplate('*', { after: () => {} });
    registerTemplate('SYSTEM', { before: () => undefined, after: () => {} });
  });

  it('may throw without consequences', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const fail = () => {
      throw new Error('of the host');
    };
    registerTemplate('live_agent', { before: fail, after: fail });
    const { texts } = await show(template({ template_type: 'live_agent', text: 'Hello' }));
    expect(texts('.bubble')).toEqual(['Hello']);
    expect(warn.mock.calls.join()).toContain('unable to draw the template "live_agent"');
  });
});

describe('a malformed component', () => {
  it('falls back to the text of its message, and the conversation goes on', async () => {
    const { client, texts } = await show({ type: 'text', text: 7 as unknown as string });
    client.receive(message('next'));
    await drawn();
    expect(texts('.bubble')).toEqual(['plain words', 'next']);
  });
});
