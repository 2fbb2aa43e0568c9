import type { I18n } from '../../i18n/i18n.js';
import type { TemplateStrings } from '../../i18n/template-strings.js';
import type { IsoDate } from './date-format.js';

export interface DateLimits {
  readonly min: IsoDate | undefined;
  readonly max: IsoDate | undefined;
}

/** Returns the message that says why a date cannot be chosen, or undefined if it can. */
export function dateProblem(
  date: IsoDate,
  { min, max }: DateLimits,
  i18n: I18n,
  strings: TemplateStrings,
): string | undefined {
  if (!date) return strings.chooseDate;
  const format = (limit: IsoDate) =>
    new Intl.DateTimeFormat(i18n.t.language, { dateStyle: 'long', timeZone: 'UTC' }).format(Date.parse(limit));
  // ISO dates sort alphabetically, so they can be compared as strings.
  if (min && date < min) return strings.notBefore(format(min));
  if (max && date > max) return strings.notAfter(format(max));
  return undefined;
}
