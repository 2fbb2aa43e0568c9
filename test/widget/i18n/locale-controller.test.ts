import { describe, expect, it } from 'vitest';
import { registerCatalogue } from '../../../src/widget/i18n/catalogues.js';
import { LocaleController } from '../../../src/widget/i18n/locale-controller.js';
import { en } from '../../../src/widget/i18n/locales/en/core.js';

describe('LocaleController', () => {
  it("uses English by default, with the page's own strings", () => {
    const before = new LocaleController(() => {});
    expect(before.i18n.t.openChat).toBe(en.openChat);
    const after = new LocaleController(() => {});
    registerCatalogue({ language: 'en', openChat: 'Ask us anything' });
    expect(after.i18n.t).toEqual({ ...en, openChat: 'Ask us anything' });
    expect(after.i18n).toBe(after.i18n);
    expect(before.i18n.t.openChat).toBe(en.openChat);
  });
});
