import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dateWindows, epochOf } from '../../src/admin/date-windows.js';

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

  it('end now, and begin one window before, when nothing is said', () => {
    expect(dateWindows('ask', {}, WEEK_MS)).toEqual([{ from: 86_400_000, to: WEEK_MS }]);
  });

  it('take dates and times without a zone for UTC', () => {
    expect(epochOf('ask', 'from', '2026-01-31')).toBe(Date.UTC(2026, 0, 31));
    expect(epochOf('ask', 'from', '2026-01-31T08:00:00')).toBe(Date.UTC(2026, 0, 31, 8));
    expect(epochOf('ask', 'from', '2026-01-31T08:00:00+01:00')).toBe(Date.UTC(2026, 0, 31, 7));
  });
});
