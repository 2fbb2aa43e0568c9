import { afterEach, describe, expect, it, vi } from 'vitest';
import type { NoticeFrame } from '../../../src/protocol/inbound.js';
import { openChat } from '../../support/chat-page.js';
import { message } from '../../support/fake-chat-client.js';

vi.mock('../../../src/client/index.js', () => ({ createChatClient: vi.fn() }));

afterEach(() => document.body.replaceChildren());

async function openWindow(options: Parameters<typeof openChat>[0] = {}) {
  const page = await openChat(options);
  await page.begin();
  page.client.receive(message('Hello', { createdAt: new Date(2025, 10, 20, 14, 5).getTime() }));
  const frame = page.root.querySelector<HTMLElement>('.xo')!;
  return {
    ...page,
    appearance: () => ({
      field: page.find<HTMLTextAreaElement>('textarea')?.placeholder,
      lang: frame.lang,
      dir: frame.getAttribute('dir'),
    }),
    notice: (type: NoticeFrame['type'], langDetails?: unknown) =>
      page.client.emit('events', { type, langDetails } as NoticeFrame),
  };
}

const ENGLISH = { field: 'Write a message', lang: 'en' };
const GERMAN = { field: 'Nachricht schreiben', lang: 'de', dir: 'ltr' };
const ARABIC = { field: 'اكتب رسالة', lang: 'ar', dir: 'rtl' };

describe('language', () => {
  it('follows the attribute', async () => {
    const { chat, appearance, texts } = await openWindow({ locale: 'de' });
    await expect.poll(appearance).toEqual(GERMAN);
    expect(texts('.day')).toEqual([
      '20. November 2025'.replace(' 2025', new Date().getFullYear() === 2025 ? '' : ' 2025'),
    ]);
    chat.element.locale = 'ar';
    await expect.poll(appearance).toEqual(ARABIC);
    chat.element.locale = null;
    await expect.poll(appearance).toEqual({ ...ENGLISH, dir: null });
  });

  it('is the one requested last, whichever loads first', async () => {
    const { chat, appearance } = await openWindow();
    chat.element.locale = 'hi';
    chat.element.locale = 'en';
    await import('../../../src/widget/i18n/locales/hi/core.js');
    await expect.poll(appearance).toEqual({ ...ENGLISH, dir: 'ltr' });
  });

  it('follows the conversation', async () => {
    const { chat, appearance, notice } = await openWindow();
    const events: unknown[] = [];
    chat.on('language', (detail) => events.push(detail));
    notice('initial_language', { language: 'ar' });
    await expect.poll(appearance).toEqual(ARABIC);
    notice('language_switched', { newLanguage: 'de_DE' });
    await expect.poll(appearance).toEqual(GERMAN);
    expect(events).toEqual([
      { locale: 'ar', initial: true },
      { locale: 'de-DE', initial: false },
    ]);
  });

  it('stays as the page has chosen when the conversation begins', async () => {
    const { chat, appearance, notice } = await openWindow({ locale: 'de' });
    await expect.poll(appearance).toEqual(GERMAN);
    notice('initial_language', { language: 'en' });
    expect(appearance()).toEqual(GERMAN);
    notice('language_switched', { newLanguage: 'ar' });
    await expect.poll(appearance).toEqual(ARABIC);
    chat.element.locale = 'en';
    await expect.poll(appearance).toEqual({ ...ENGLISH, dir: 'ltr' });
  });

  it.each([undefined, {}, { language: 7 }, { newLanguage: '' }, 'de'])(
    'ignores a frame without a language: %j',
    async (details) => {
      const { chat, appearance, notice } = await openWindow();
      const events = vi.fn();
      chat.on('language', events);
      notice('language_switched', details);
      expect(events).not.toHaveBeenCalled();
      expect(appearance()).toEqual({ ...ENGLISH, dir: null });
    },
  );
});
