import { afterEach, describe, expect, it, vi } from 'vitest';
import { makeModal } from '../../../src/widget/a11y/modal.js';
import { drawn, openChat, press } from '../../support/chat-page.js';

vi.mock('../../../src/client/index.js', () => ({ createChatClient: vi.fn() }));

afterEach(() => {
  document.body.replaceChildren();
  vi.restoreAllMocks();
});

/** A shop page: siblings of the chat on three levels, one of them inert already. */
async function page() {
  document.body.innerHTML = '<header></header><main><p></p><div id="place"></div></main><aside inert></aside>';
  const chat = await openChat({ target: '#place', mode: 'floating', open: true });
  const inert = () => [...document.querySelectorAll('[inert]')].map((element) => element.localName);
  return { ...chat, inert };
}

describe('makeModal', () => {
  it('makes the siblings of the window inert on every level, and undoes it', async () => {
    const { find, inert, root } = await page();
    const box = find('.window')!;
    const release = makeModal(box);
    expect(inert()).toEqual(['header', 'p', 'aside']);
    expect(box.getAttribute('aria-modal')).toBe('true');
    expect(root.querySelector('[inert]')).toBeNull();
    release();
    expect(inert()).toEqual(['aside']);
    expect(box.hasAttribute('aria-modal')).toBe(false);
  });

  it('crosses a shadow root around the chat', async () => {
    const around = document.createElement('div');
    const beside = document.createElement('p');
    document.body.append(beside, around);
    const target = document.createElement('div');
    around.attachShadow({ mode: 'open' }).append(target);
    const { find } = await openChat({ target, mode: 'floating', open: true });
    const release = makeModal(find('.window')!);
    expect(beside.inert).toBe(true);
    expect(around.inert).toBe(false);
    release();
    expect(beside.inert).toBe(false);
  });
});

describe('a window that covers the page', () => {
  const media = (matches: boolean) => {
    const list = { matches, onchange: undefined as (() => void) | undefined };
    vi.spyOn(globalThis, 'matchMedia').mockReturnValue(list as unknown as MediaQueryList);
    return (now: boolean) => {
      list.matches = now;
      list.onchange?.();
    };
  };

  it('is modal while open', async () => {
    media(true);
    const { chat, find, inert } = await page();
    await expect.poll(() => find('.window')?.getAttribute('aria-modal')).toBe('true');
    press(find('textarea')!, 'Escape');
    await drawn();
    expect(chat.element.open).toBe(false);
    expect(inert()).toEqual(['aside']);
  });

  it('becomes modal and stops being modal as the screen changes', async () => {
    const change = media(false);
    const { find, inert } = await page();
    expect(inert()).toEqual(['aside']);
    change(true);
    await expect.poll(() => find('.window')?.getAttribute('aria-modal')).toBe('true');
    change(false);
    expect(inert()).toEqual(['aside']);
  });
});

describe('the focus', () => {
  it('returns to the element that opened the window', async () => {
    const { chat, find } = await openChat();
    const link = document.createElement('button');
    document.body.append(link);
    link.focus();
    chat.open();
    expect(document.activeElement).toBe(chat.element);
    press(find('textarea')!, 'Escape');
    expect(document.activeElement).toBe(link);
  });

  it('returns to the launcher if that element was removed', async () => {
    const { chat, find, root } = await openChat();
    const link = document.createElement('button');
    document.body.append(link);
    link.focus();
    chat.open();
    link.remove();
    press(find('textarea')!, 'Escape');
    expect(root.activeElement).toBe(find('.launcher'));
  });
});
