import { count, flag, list, named, object, oneOf, or, row, template, text } from './read-fields.js';
import type { TemplateBase } from './template-base.js';

/** One value per entry of `X_axis`. */
export interface ChartSeries {
  title: string;
  values: number[];
  displayValues?: string[];
}

/** Series of bars over the same axis (protocol.md §6.5). */
export interface BarChartTemplate extends TemplateBase {
  template_type: 'barchart';
  direction?: 'vertical' | 'horizontal';
  stacked?: boolean;
  X_axis: string[];
  /** Both spellings are on the wire. */
  auto_adjust_X_axis?: 'yes' | 'no';
  Auto_adjust_X_axis?: 'yes' | 'no';
  elements: ChartSeries[];
}

/** More than this nobody can tell apart, nor their points. */
const MAX_SERIES = 20;
const MAX_POINTS = 200;

export const axis = row(text, '', MAX_POINTS);

/** Places count: a value that is none is a gap, not a shift. */
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
