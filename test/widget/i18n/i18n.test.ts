import { describe, expect, it } from 'vitest';
import { createI18n, isoTime } from '../../../src/widget/i18n/i18n.js';

const at = (...parts: [number, number, number, number?, number?]) => new Date(...parts).getTime();

describe('createI18n', () => {
  it('follows the region of the same language in dates', () => {
    const time = at(2025, 10, 20, 14, 5);
    expect(createI18n('en-US').time(time)).toMatch(/2:05\sPM/);
    expect(createI18n('en-GB').time(time)).toBe('14:05');
  });

  it('never mixes two languages', () => {
    expect(createI18n('de').day(at(2020, 0, 7), at(2025, 0, 1))).toBe('January 7, 2020');
  });

  it('formats days relative to today', () => {
    const { day } = createI18n('en');
    const now = at(2025, 10, 20, 0, 5);
    expect(day(at(2025, 10, 20), now)).toBe('Today');
    expect(day(at(2025, 10, 19, 23, 59), now)).toBe('Yesterday');
    expect(day(at(2025, 10, 17), now)).toBe('Monday, November 17');
    expect(day(at(2024, 10, 17), now)).toBe('November 17, 2024');
  });

  it('formats ages', () => {
    const { ago } = createI18n('en');
    expect([-5_000, 0, 59_999].map(ago)).toEqual(['now', 'now', 'now']);
    expect([60_000, 119_999].map(ago)).toEqual(['1 min. ago', '1 min. ago']);
    expect(createI18n('de', { ...createI18n().t, language: 'de' }).ago(300_000)).toBe('vor 5 Min.');
  });

  it('sets no direction unless a language was chosen', () => {
    expect(createI18n().dir).toBeUndefined();
    expect(createI18n('en').dir).toBe('ltr');
    expect(createI18n('ar-EG').dir).toBe('rtl');
    expect(createI18n('he').dir).toBe('rtl');
  });

  it('handles a mistyped language and an invalid time', () => {
    const { time, day } = createI18n('en_US');
    expect(time(Number.NaN)).toBe('');
    expect(time(1e20)).toBe('');
    expect(day(1e20, at(2025, 0, 1))).toBe('');
    expect(isoTime(1e20)).toBeUndefined();
    expect(isoTime(0)).toBe('1970-01-01T00:00:00.000Z');
  });
});
