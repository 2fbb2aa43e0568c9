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
