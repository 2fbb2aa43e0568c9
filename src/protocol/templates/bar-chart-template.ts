import { count, flag, list, named, object, oneOf, or, row, template, text } from './read-fields.js';
import type { TemplateBase } from './template-base.js';

/** A series of values, one per entry of `X_axis`. */
export interface ChartSeries {
  title: string;
  values: number[];
  displayValues?: string[];
}

/** A bar chart: series of values over the same axis (docs/protocol.md §6.5). */
export interface BarChartTemplate extends TemplateBase {
  template_type: 'barchart';
  direction?: 'vertical' | 'horizontal';
  stacked?: boolean;
  X_axis: string[];
  /** The platform sends both spellings. */
  auto_adjust_X_axis?: 'yes' | 'no';
  Auto_adjust_X_axis?: 'yes' | 'no';
  elements: ChartSeries[];
}

/** More series or points than this cannot be told apart in a chart. */
const MAX_SERIES = 20;
const MAX_POINTS = 200;

export const axis = row(text, '', MAX_POINTS);

/** Values keep their positions: an invalid value becomes a gap and does not shift the others. */
export const series = list(
  object<ChartSeries>(
    { title: or(text, ''), values: row(count, Number.NaN, MAX_POINTS) },
    { displayValues: row(text, '', MAX_POINTS) },
  ),
  MAX_SERIES,
);

const yesOrNo = oneOf('yes', 'no');

export const parseBarChart = template<BarChartTemplate>(
  { template_type: named('barchart'), X_axis: axis, elements: series },
  {
    direction: oneOf('vertical', 'horizontal'),
    stacked: flag,
    auto_adjust_X_axis: yesOrNo,
    Auto_adjust_X_axis: yesOrNo,
  },
);
