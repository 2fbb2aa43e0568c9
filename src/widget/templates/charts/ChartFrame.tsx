import type { ComponentChildren, VNode } from 'preact';
import type { I18n } from '../../i18n/i18n.js';
import type { TemplateStrings } from '../../i18n/template-strings.js';
import { RichText } from '../../rich-text/RichText.js';
import { ScrollTable } from '../tables/ScrollTable.js';
import type { ChartData } from './chart-data.js';

export interface ChartFrameProps {
  /** The localized name of the type of chart. */
  kind: string;
  text: string | undefined;
  data: ChartData;
  i18n: I18n;
  strings: TemplateStrings;
  /** The drawing. For assistive technology it is a single image, since the table has its content. */
  children: ComponentChildren;
}

/** Number of colours. Further series start again with the first one. */
export const COLOURS = 8;

/** Draws a chart with its caption, its legend and a table of its numbers. */
export function ChartFrame({ kind, text, data, i18n, strings, children }: ChartFrameProps): VNode {
  const { labels, series } = data;
  const label = text ?? kind;
  return (
    <figure class="chart" part="chart" aria-label={`${kind}: ${label}`}>
      {text && (
        <figcaption dir="auto">
          <RichText text={text} t={i18n.t} />
        </figcaption>
      )}
      {children}
      {series.length > 1 && (
        <ul class="chart-legend" aria-hidden="true">
          {series.map(({ title }, index) => (
            <li>
              <i class={`chart-key c${index % COLOURS}`} />
              <bdi>{title}</bdi>
            </li>
          ))}
        </ul>
      )}
      <details class="chart-numbers">
        <summary>{strings.numbers}</summary>
        <ScrollTable
          label={label}
          columns={[[''], ...series.map(({ title }): [string, string] => [title, 'right'])]}
          rows={labels.map((name, at) => [<bdi>{name}</bdi>, ...series.map(({ shown }) => <bdi>{shown[at]}</bdi>)])}
        />
      </details>
    </figure>
  );
}
