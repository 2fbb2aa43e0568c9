import { axis, type ChartSeries, series } from './bar-chart-template.js';
import { list, named, template, text } from './read-fields.js';
import type { TemplateBase } from './template-base.js';

/** A line chart: series of values over the same axis (docs/protocol.md §6.5). */
export interface LineChartTemplate extends TemplateBase {
  template_type: 'linechart';
  headers?: string[];
  X_axis: string[];
  elements: ChartSeries[];
}

export const parseLineChart = template<LineChartTemplate>(
  { template_type: named('linechart'), X_axis: axis, elements: series },
  { headers: list(text) },
);
