import type { Catalogue } from './catalogue.js';
import { directionOf } from './direction.js';
import { en } from './locales/en/core.js';

/** Words and dates in one language. The same reference until the language changes, so that components may compare it. */
export interface I18n {
  readonly t: Catalogue;
  /** Set when the language was chosen; undefined leaves the direction to the page around. */
  readonly dir: 'ltr' | 'rtl' | undefined;
  /** `now`, `5 min. ago` */
  ago(ageMs: number): string;
  /** `2:05 PM` */
  time(epochMs: number): string;
  /** `Thursday, November 20, 2025 at 2:05:33 PM` */
  exactTime(epochMs: number): string;
  /** `Today`, `Yesterday`, `Monday, November 17`, with the year where it is another. */
  day(epochMs: number, nowMs: number): string;
}

const DAY_MS = 86_400_000;

/** Local days between the two, 0 for the same. Rounded: with summer time a day has 23 or 25 hours. */
function daysBetween(earlierMs: number, laterMs: number): number {
  return Math.round((new Date(laterMs).setHours(0, 0, 0, 0) - new Date(earlierMs).setHours(0, 0, 0, 0)) / DAY_MS);
}

/** What Date can hold. A platform that sends nonsense must not stop the window: such a time is not shown. */
function isTime(epochMs: number): boolean {
  return Math.abs(epochMs) <= 8.64e15;
}

/** For `<time datetime>`. */
export function isoTime(epochMs: number): string | undefined {
  return isTime(epochMs) ? new Date(epochMs).toISOString() : undefined;
}

/** True for a tag that Intl accepts: a typing mistake in an attribute must not stop the chat. */
function isLanguageTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length > 0;
  } catch {
    return false;
  }
}

/**
 * @param locale BCP 47 tag. Words come from the catalogue of its language (English where there is none); dates follow the
 *   region (`en-GB`), but never speak another language than the words.
 */
export function createI18n(locale?: string, t: Catalogue = en): I18n {
  const language = new RegExp(`^${t.language}\\b`, 'i');
  const format = locale && language.test(locale) && isLanguageTag(locale) ? locale : t.language;
  const date = (options: Intl.DateTimeFormatOptions) => {
    let made: Intl.DateTimeFormat | undefined;
    return (epochMs: number) => {
      made ??= new Intl.DateTimeFormat(format, options);
      return isTime(epochMs) ? made.format(epochMs) : '';
    };
  };
  let age: Intl.RelativeTimeFormat | undefined;
  const dayOfYear = date({ weekday: 'long', month: 'long', day: 'numeric' });
  const dayAndYear = date({ dateStyle: 'long' });
  return {
    t,
    dir: directionOf(locale),
    ago(ageMs) {
      age ??= new Intl.RelativeTimeFormat(format, { numeric: 'auto', style: 'short' });
      // The clock of the platform may be ahead.
      const minutes = Math.max(0, Math.floor(ageMs / 60_000));
      return age.format(-minutes, minutes ? 'minute' : 'second');
    },
    time: date({ timeStyle: 'short' }),
    exactTime: date({ dateStyle: 'full', timeStyle: 'medium' }),
    day(epochMs, nowMs) {
      const days = daysBetween(epochMs, nowMs);
      if (days === 0) return t.today;
      if (days === 1) return t.yesterday;
      return new Date(epochMs).getFullYear() === new Date(nowMs).getFullYear()
        ? dayOfYear(epochMs)
        : dayAndYear(epochMs);
    },
  };
}
