import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readWelcome } from '../../../src/widget/store/read-welcome.js';

const screen = (welcome_screen: object) => ({
  activeTheme: true,
  v3: { welcome_screen: { show: true, ...welcome_screen } },
});

describe('readWelcome', () => {
  it('reads title, texts, logo, quick starts and links', () => {
    const theme = screen({
      title: { name: 'Hello' },
      sub_title: { name: ' How can we help? ' },
      note: { name: 'We answer at once.' },
      logo: { logo_url: 'https://example.com/logo.png' },
      starter_box: {
        quick_start_buttons: {
          show: true,
          buttons: [
            { title: 'Orders', action: { type: 'postback', value: 'show orders' } },
            { title: 'Returns', value: 'return' },
            { title: 'Help', action: { type: 'url', value: 'https://example.com/help' } },
            { title: '' },
            'nonsense',
          ],
        },
      },
      static_links: { show: true, links: [{ title: 'Shop', action: { type: 'url', value: 'https://example.com' } }] },
    });
    expect(readWelcome(theme)).toEqual({
      title: 'Hello',
      text: 'How can we help?\nWe answer at once.',
      picture: 'https://example.com/logo.png',
      quickStarts: [
        { title: 'Orders', payload: 'show orders' },
        { title: 'Returns', payload: 'return' },
        { title: 'Help', url: 'https://example.com/help' },
        { title: 'Shop', url: 'https://example.com' },
      ],
    });
  });

  it.each([
    ['no theme', undefined],
    ['a screen that is not shown', { v3: { welcome_screen: { show: false, title: { name: 'Hello' } } } }],
    ['a theme that is switched off', { ...screen({ title: { name: 'Hello' } }), activeTheme: false }],
    ['a screen without texts', screen({ title: { name: ' ' } })],
  ])('returns undefined for %s', (_, theme) => expect(readWelcome(theme)).toBeUndefined());

  it('omits quick starts and links that are not shown', () => {
    const buttons = { show: false, buttons: [{ title: 'Orders' }] };
    const theme = screen({ title: { name: 'Hello' }, starter_box: { quick_start_buttons: buttons } });
    expect(readWelcome(theme)).toEqual({ title: 'Hello', quickStarts: [] });
  });

  it('never throws, whatever the answer is', () => {
    fc.assert(
      fc.property(fc.anything(), (anything) => {
        readWelcome(anything);
        readWelcome(screen({ title: anything, starter_box: { quick_start_buttons: { buttons: [anything] } } }));
      }),
    );
  });
});
