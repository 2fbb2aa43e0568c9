import { describe, expect, it } from 'vitest';
import { spansOf } from '../../../../src/widget/templates/charts/BarChart.js';
import { chartData, sharesOf } from '../../../../src/widget/templates/charts/chart-data.js';
import { niceScale } from '../../../../src/widget/templates/charts/chart-scale.js';
import { runsOf } from '../../../../src/widget/templates/charts/LineChart.js';

const pie = (...elements: { title: string; value: string | number; displayValue?: string }[]) =>
  sharesOf({ template_type: 'piechart', elements }, 'en');

describe('chartData', () => {
  it('has a value for every label, and a label for every value', () => {
    const data = chartData(
      ['May', ''],
      [
        { title: 'A', values: [1, Number.NaN, 3000], displayValues: ['one'] },
        { title: 'B', values: [] },
      ],
      'en',
    );
    expect(data.labels).toEqual(['May', '2', '3']);
    expect(data.series[0]!.shown).toEqual(['one', '–', '3,000']);
    expect(data.series[1]!.values).toEqual([Number.NaN, Number.NaN, Number.NaN]);
  });
});

describe('sharesOf', () => {
  it('reads numbers and texts, and prefers the display value of the bot', () => {
    const shares = pie({ title: 'A', value: '1,500' }, { title: 'B', value: 500, displayValue: 'few' });
    expect(shares.map(({ percent, shown }) => [percent, shown])).toEqual([
      [75, '1,500'],
      [25, 'few'],
    ]);
  });

  it('gives invalid and negative values a share of 0', () => {
    expect(pie({ title: 'A', value: 'x' }, { title: 'B', value: -1 }).map(({ percent }) => percent)).toEqual([0, 0]);
  });

  it('divides values whose sum is infinite', () => {
    expect(pie({ title: 'A', value: 1e308 }, { title: 'B', value: 1e308 }).map(({ percent }) => percent)).toEqual([
      50, 50,
    ]);
  });
});

describe('stacked bars', () => {
  it('are stacked from zero in both directions', () => {
    const data = chartData(
      ['x'],
      [3, -1, 2, -4].map((value) => ({ title: '', values: [value] })),
      'en',
    );
    expect(spansOf(data, 0, true)).toEqual([
      { from: 0, to: 3 },
      { from: 0, to: -1 },
      { from: 3, to: 5 },
      { from: -1, to: -5 },
    ]);
    expect(spansOf(data, 0, false)[2]).toEqual({ from: 0, to: 2 });
  });
});

describe('lines', () => {
  it('are interrupted by a missing value', () => {
    expect(runsOf([0, 1, Number.NaN, 1], niceScale([0, 1]))).toEqual(['12.50,100.00 37.50,0.00']);
  });
});
