import type { ChartSeries, PieChartTemplate } from '../../../protocol/templates/index.js';
import { range } from '../shared/range.js';

/** The data of a chart and its table: one number per label and series. */
export interface ChartData {
  readonly labels: readonly string[];
  readonly series: readonly {
    readonly title: string;
    /** One per label; NaN if it is missing. */
    readonly values: readonly number[];
    /** The values as they are displayed, in the bot's own format if it sends one. */
    readonly shown: readonly string[];
  }[];
}

/** Fills gaps, so that every series has a value for every label and every value has a label. */
export function chartData(labels: readonly string[], elements: readonly ChartSeries[], language: string): ChartData {
  const length = elements.reduce((most, { values }) => Math.max(most, values.length), labels.length);
  const format = new Intl.NumberFormat(language);
  const places = range(length);
  return {
    labels: places.map((index) => labels[index] || `${index + 1}`),
    series: elements.map(({ title, values, displayValues }) => ({
      title,
      values: places.map((index) => values[index] ?? Number.NaN),
      shown: places.map((index) => {
        const value = values[index] ?? Number.NaN;
        return displayValues?.[index] || (Number.isFinite(value) ? format.format(value) : '–');
      }),
    })),
  };
}

export interface Share {
  readonly title: string;
  readonly more: string | undefined;
  readonly shown: string;
  /** Share of the whole, 0 to 100. */
  readonly percent: number;
}

/** Returns the shares of a whole. Values may be texts such as `52`, `52 %` or `1,200`; invalid or negative values have a share of 0. */
export function sharesOf({ elements }: PieChartTemplate, language: string): Share[] {
  const values = elements.map(({ value }) => Math.max(numberIn(value), 0));
  // Divides by the largest value first, because the sum of huge numbers would be infinite.
  const largest = Math.max(...values, Number.MIN_VALUE);
  const sum = values.reduce((all, value) => all + value / largest, 0);
  const format = new Intl.NumberFormat(language);
  return elements.map(({ title, value, displayValue, subTitle }, index) => ({
    title,
    more: subTitle,
    shown: displayValue ?? (typeof value === 'number' ? format.format(value) : value),
    percent: sum > 0 ? (values[index]! / largest / sum) * 100 : 0,
  }));
}

function numberIn(value: string | number): number {
  if (typeof value === 'number') return value;
  const read = Number.parseFloat(value.replace(/[\s,]/g, ''));
  return Number.isFinite(read) ? read : 0;
}
