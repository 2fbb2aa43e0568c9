import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { dateWindows, epochOf } from '../../src/admin/date-windows.js';
import { ConfigError } from '../../src/errors/index.js';

const WEEK_MS = 7 * 86_400_000;
const moments = fc.integer({ min: 0, max: 4e12 });

describe('date windows', () => {
  it('cover the range without gap or overlap, each shorter than 7 days, newest first', () => {
    fc.assert(
      fc.property(moments, fc.integer({ min: 0, max: 100 * WEEK_MS }), (from, length) => {
        const windows = dateWindows('ask', { from, to: from + length }, 0);
        expect(windows[0]!.to).toBe(from + length);
        expect(windows.at(-1)!.from).toBe(from);
        for (const [index, window] of windows.entries()) {
          expect(window.to).toBeGreaterThanOrEqual(window.from);
          expect(window.to - window.from).toBeLessThan(WEEK_MS);
          if (index > 0) expect(window.to).toBe(windows[index - 1]!.from - 1);
        }
      }),
    );
  });

  it('end now and begin one window before by default', () => {
    expect(dateWindows('ask', {}, WEEK_MS)).toEqual([{ from: 86_400_000, to: WEEK_MS }]);
  });

  it('take dates and times without a zone for UTC', () => {
    expect(epochOf('ask', 'from', '2026-01-31')).toBe(Date.UTC(2026, 0, 31));
    expect(epochOf('ask', 'from', '2026-01-31T08:00:00')).toBe(Date.UTC(2026, 0, 31, 8));
    expect(epochOf('ask', 'from', '2026-01-31T08:00:00+01:00')).toBe(Date.UTC(2026, 0, 31, 7));
  });

  it.each([
    ['2026-01-31T08:00', '2026-01-31T08:00:00.000Z'],
    ['2026-01-31T08:00Z', '2026-01-31T08:00:00.000Z'],
    ['2026-01-31T08:00:00.5Z', '2026-01-31T08:00:00.500Z'],
    ['2026-01-31T08:00:00,123456Z', '2026-01-31T08:00:00.123Z'],
    ['2026-01-31T08:00:00-0530', '2026-01-31T13:30:00.000Z'],
    ['2028-02-29', '2028-02-29T00:00:00.000Z'],
    [new Date('2026-01-31T08:00:00Z'), '2026-01-31T08:00:00.000Z'],
    [Date.UTC(2026, 0, 31), '2026-01-31T00:00:00.000Z'],
  ])('take %s for %s, in whatever zone the machine is', (moment, iso) => {
    for (const zone of ['America/New_York', 'Asia/Kolkata', 'UTC']) {
      vi.stubEnv('TZ', zone);
      expect(new Date(epochOf('ask', 'from', moment)).toISOString()).toBe(iso);
    }
    vi.unstubAllEnvs();
  });

  it.each<unknown>([
    '7',
    '-7',
    'last week 3',
    'yesterday',
    '',
    ' ',
    '2026',
    '2026-01',
    '2026-1-5',
    '20260105',
    '2026-W05-6',
    '2026-031',
    '2026-13-01',
    '2026-02-30',
    '2026-02-29',
    '2026-00-10',
    '2026-01-32',
    '01/31/2026',
    '31.01.2026',
    'Jan 31 2026',
    'Sat, 31 Jan 2026 08:00:00 GMT',
    '2026-11-20 08:00',
    '2026-11-20 08:00:00Z',
    '2026-11-20T08',
    '2026-11-20T8:00',
    '2026-11-20T24:00',
    '2026-11-20T08:60',
    '2026-11-20T08:00:60',
    '2026-11-20T08:00 Z',
    '2026-11-20T08:00:00EST',
    '2026-11-20T08:00:00+25:00',
    '1767225600000',
    '+002026-01-01',
    '2026-01-31\n',
    '２０２６-01-31',
    Number.NaN,
    Number.POSITIVE_INFINITY,
    1e20,
    new Date('no'),
    null,
    {},
    [],
    true,
  ])('refuse %j, and show what they take', (moment) => {
    const refused = () => epochOf('ask', 'from', moment as string);
    expect(refused).toThrow(ConfigError);
    expect(refused).toThrow(
      expect.objectContaining({
        message: expect.stringContaining('from is not a date in ISO 8601'),
        hint: expect.stringMatching(/2026-01-31T08:00:00Z, both in UTC/),
      }),
    );
  });
});
