import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { niceScale, percentOf } from '../../../../src/widget/templates/charts/chart-scale.js';

describe('niceScale', () => {
  it.each([
    [
      [120, 180, 260],
      [0, 100, 200, 300],
    ],
    [
      [40, 61, 22],
      [0, 20, 40, 60, 80],
    ],
    [
      [-5, 10],
      [-5, 0, 5, 10],
    ],
    [
      [0.2, 0.7],
      [0, 0.2, 0.4, 0.6, 0.8],
    ],
    [[], [0, 1]],
    [
      [0, 0],
      [0, 1],
    ],
    [
      [Number.NaN, 3],
      [0, 1, 2, 3],
    ],
  ])('has for %j the grid lines %j', (values, ticks) => {
    expect(niceScale(values).ticks).toEqual(ticks);
  });

  it('contains all values and has few grid lines, for any values', () => {
    const value = fc.oneof(
      fc.double(),
      fc.double({ min: -1000, max: 1000 }),
      fc.constantFrom(0, 1e308, -1e308, 5e-324),
    );
    fc.assert(
      fc.property(fc.array(value, { maxLength: 20 }), (values) => {
        const scale = niceScale(values);
        expect(scale.ticks.length).toBeGreaterThan(1);
        expect(scale.ticks.length).toBeLessThan(12);
        for (const each of [...values, ...scale.ticks]) {
          const percent = percentOf(each, scale);
          if (Number.isFinite(each)) {
            expect(percent).toBeGreaterThanOrEqual(0);
            expect(percent).toBeLessThanOrEqual(100);
          }
        }
        expect(scale.ticks.every((tick, index) => index === 0 || tick > scale.ticks[index - 1]!)).toBe(true);
      }),
    );
  });
});
