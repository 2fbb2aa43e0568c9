import { expect, it } from 'vitest';
import { loadStrings } from '../../../src/widget/i18n/load-strings.js';
import { en } from '../../../src/widget/i18n/locales/en/core.js';
import { launcherLabel } from '../../../src/widget/loader/launcher-label.js';

it.each(['de', 'fr', 'es', 'pt', 'hi', 'ja', 'ar'])('is the same in %s as in the catalogue', async (language) => {
  const strings = await loadStrings(language);
  expect(launcherLabel(language)).toBe(strings?.openChat);
});

it('ignores regions, and falls back to English', () => {
  expect(launcherLabel('de-AT')).toBe(launcherLabel('de'));
  for (const locale of [null, 'en-GB', 'xx', '']) expect(launcherLabel(locale)).toBe(en.openChat);
});
