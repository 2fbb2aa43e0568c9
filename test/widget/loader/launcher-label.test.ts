import { expect, it } from 'vitest';
import { loadStrings } from '../../../src/widget/i18n/load-strings.js';
import { en } from '../../../src/widget/i18n/locales/en/core.js';
import { launcherLabel } from '../../../src/widget/loader/launcher-label.js';

it.each(['de', 'fr', 'es', 'pt', 'hi', 'ja', 'ar'])('says in %s what the catalogue says', async (language) => {
  const words = await loadStrings(language);
  expect(launcherLabel(language)).toBe(words?.openChat);
});

it('knows regions, and speaks English where it has no words', () => {
  expect(launcherLabel('de-AT')).toBe(launcherLabel('de'));
  for (const locale of [null, 'en-GB', 'xx', '']) expect(launcherLabel(locale)).toBe(en.openChat);
});
