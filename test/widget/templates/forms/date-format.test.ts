import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDate, formatTime, parseDate, parseTime } from '../../../../src/widget/templates/forms/date-format.js';

const FORMATS = ['DD-MM-YYYY', 'MM-DD-YYYY', 'YYYY-MM-DD', 'D.M.YY', 'DD/MM/YYYY', 'MMM D, YYYY', 'D MMMM YYYY'];

describe('formatDate', () => {
  it.each([
    ['DD-MM-YYYY', '05-11-2026'],
    ['MM-DD-YYYY', '11-05-2026'],
    ['YYYY-MM-DD', '2026-11-05'],
    ['dd/mm/yyyy', '05/11/2026'],
    ['D.M.YY', '5.11.26'],
    ['MMM D, YYYY', 'Nov 5, 2026'],
    ['D MMMM YYYY', '5 November 2026'],
  ])('writes %s', (format, text) => {
    expect(formatDate('2026-11-05', format)).toBe(text);
  });

  it.each(['', 'whenever', 'DD-MM', 'YYYY-YYYY-DD-MM', 'DDDD'])(
    'uses the default for the invalid format "%s"',
    (format) => {
      expect(formatDate('2026-11-05', format)).toBe('05-11-2026');
    },
  );
});

describe('parseDate', () => {
  it('parses what formatDate returns, in each format', () => {
    const day = fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(day, fc.constantFrom(...FORMATS), (date, format) => {
        const iso = date.toISOString().slice(0, 10);
        expect(parseDate(formatDate(iso, format), format)).toBe(iso);
      }),
    );
  });

  it('parses ISO dates with any format', () => {
    expect(parseDate('2026-11-05T10:00:00Z', 'DD-MM-YYYY')).toBe('2026-11-05');
  });

  it.each([undefined, '', 'tomorrow', '31-02-2026', '00-01-2026', '05-13-2026', '(.*)+$'])(
    'reads no date in %j',
    (text) => {
      expect(parseDate(text, 'DD-MM-YYYY')).toBeUndefined();
    },
  );

  it('treats characters of regular expressions in a format literally', () => {
    expect(parseDate('05.11+2026', 'DD.MM+YYYY')).toBe('2026-11-05');
    expect(parseDate('05x11+2026', 'DD.MM+YYYY')).toBeUndefined();
  });
});

describe('formatTime', () => {
  it.each([
    ['00:00', '12:00 AM'],
    ['00:05', '12:05 AM'],
    ['09:30', '09:30 AM'],
    ['12:00', '12:00 PM'],
    ['14:05', '02:05 PM'],
    ['23:59', '11:59 PM'],
  ])('formats %s as %s, and parses it again', (time, text) => {
    expect(formatTime(time)).toBe(text);
    expect(parseTime(text)).toBe(time);
  });

  it.each([undefined, '', 'noon', '25:00 PM', '11:60 AM', '11:30'])('parses no time in %j', (text) => {
    expect(parseTime(text)).toBeUndefined();
  });
});
