import type { Catalogue } from './catalogue.js';
import { directionOf } from './direction.js';
import { en } from './locales/en/core.js';

/**
 * Strings and date formats of one language. The reference stays the same until the language changes, so that components
 * can compare it.
 */
export interface I18n {
  readonly t: Catalogue;
  /** Set if a language was chosen; undefined inherits the direction of the page. */
  readonly dir: 'ltr' | 'rtl' | undefined;
  /** `now`, `5 min. ago` */
  ago(ageMs: number): string;
  /** `2:05 PM` */
  time(epochMs: number): string;
  /** `Thursday, November 20, 2025 at 2:05:33 PM` */
  exactTime(epochMs: number): string;
  /** `Today`, `Yesterday`, `Monday, November 17`; with the year if it is not the current one. */
  day(epochMs: number, nowMs: number): string;
}

const DAY_MS = 86_400_000;

/**
 * Returns the number of local days between two times, 0 for the same day. Rounded, because a day has 23 or 25 hours
 * when daylight saving time changes.
 */
function daysBetween(earlierMs: number, laterMs: number): number {
  return Math.round((new Date(laterMs).setHours(0, 0, 0, 0) - new Date(earlierMs).setHours(0, 0, 0, 0)) / DAY_MS);
}

/**
 * Returns true if Date can represent the time. An invalid time from the platform is not shown, and must not break the
 * window.
 */
function isTime(epochMs: number): boolean {
  return Math.abs(epochMs) <= 8.64e15;
}

/** For `<time datetime>`. */
export function isoTime(epochMs: number): string | undefined {
  return isTime(epochMs) ? new Date(epochMs).toISOString() : undefined;
}

/** Returns true if Intl accepts the tag. A typo in an attribute must not break the chat. */
function isLanguageTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length > 0;
  } catch {
    return false;
  }
}

/**
 * Creates the strings and date formats of a locale.
 *
 * @param locale BCP 47 tag. Dates follow its region (`en-GB`), but never use a language other than that of the strings.
 * @param t the strings of its language
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
      // The platform's clock may be ahead.
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
