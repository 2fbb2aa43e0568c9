import type { ChartSeries } from './bar-chart-template.js';
import type { TemplateBase } from './template-base.js';

/** Series of points over the same axis (protocol.md §6.5). */
export interface LineChartTemplate extends TemplateBase {
  template_type: 'linechart';
  headers?: string[];
  X_axis: string[];
  elements: ChartSeries[];
}
