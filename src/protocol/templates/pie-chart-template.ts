import { list, named, object, oneOf, scalar, template, text } from './read-fields.js';
import type { TemplateBase } from './template-base.js';

/** A pie chart: shares of a whole (docs/protocol.md §6.5). */
export interface PieChartTemplate extends TemplateBase {
  template_type: 'piechart';
  /** @default 'regular' */
  pie_type?: 'regular' | 'donut' | 'donut_legend';
  elements: { title: string; value: string | number; displayValue?: string; subTitle?: string }[];
}

export const parsePieChart = template<PieChartTemplate>(
  {
    template_type: named('piechart'),
    elements: list(object({ title: text, value: scalar }, { displayValue: text, subTitle: text })),
  },
  { pie_type: oneOf('regular', 'donut', 'donut_legend') },
);
