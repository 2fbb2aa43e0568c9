import type { TemplateBase } from './template-base.js';

/** Shares of a whole (protocol.md §6.5). */
export interface PieChartTemplate extends TemplateBase {
  template_type: 'piechart';
  /** @default 'regular' */
  pie_type?: 'regular' | 'donut' | 'donut_legend';
  elements: { title: string; value: string | number; displayValue?: string; subTitle?: string }[];
}
