import { parseBarChart } from '../../../protocol/templates/bar-chart-template.js';
import { parseLineChart } from '../../../protocol/templates/line-chart-template.js';
import { parsePieChart } from '../../../protocol/templates/pie-chart-template.js';
import { drawTemplate, type TemplateChunk } from '../draw-template.js';
import { tableStyles } from '../tables/table-styles.js';
import { BarChart } from './BarChart.js';
import { chartStyles } from './chart-styles.js';
import { LineChart } from './LineChart.js';
import { PieChart } from './PieChart.js';

/** Charts, each with a table of its numbers. */
export const chunk: TemplateChunk = {
  templates: {
    piechart: drawTemplate(parsePieChart, PieChart, ({ elements }) => elements.length > 0),
    barchart: drawTemplate(parseBarChart, BarChart, ({ elements }) => elements.length > 0),
    linechart: drawTemplate(parseLineChart, LineChart, ({ elements }) => elements.length > 0),
  },
  styles: tableStyles + chartStyles,
};
