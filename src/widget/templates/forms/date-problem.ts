import type { I18n } from '../../i18n/i18n.js';
import type { TemplateStrings } from '../../i18n/template-strings.js';
import type { IsoDate } from './date-format.js';

export interface DateLimits {
  readonly min: IsoDate | undefined;
  readonly max: IsoDate | undefined;
}

/** Why a day cannot be chosen, in words; undefined when it can. */
export function dateProblem(
  date: IsoDate,
  { min, max }: DateLimits,
  i18n: I18n,
  strings: TemplateStrings,
): string | undefined {
  if (!date) return strings.chooseDate;
  const tell = (limit: IsoDate) =>
    new Intl.DateTimeFormat(i18n.t.language, { dateStyle: 'long', timeZone: 'UTC' }).format(Date.parse(limit));
  // As texts: the order of ISO dates is that of their letters.
  if (min && date < min) return strings.notBefore(tell(min));
  if (max && date > max) return strings.notAfter(tell(max));
  return undefined;
}
