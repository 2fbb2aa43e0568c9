import type { VNode } from 'preact';
import type { BarChartTemplate } from '../../../protocol/templates/index.js';
import type { TemplateProps } from '../draw-template.js';
import { ChartFrame, COLOURS } from './ChartFrame.js';
import { type ChartData, chartData } from './chart-data.js';
import { niceScale, percentOf, type Scale } from './chart-scale.js';
import { Plot } from './Plot.js';

/** With more labels than this, each keeps its width and the chart scrolls. */
const MAX_FITTED = 6;

/** Draws bars, grouped or stacked, vertical or horizontal. */
export function BarChart({ template, i18n, strings }: TemplateProps<BarChartTemplate>): VNode {
  const { text, direction, stacked = false, X_axis, elements } = template;
  const { language } = i18n.t;
  const data = chartData(X_axis, elements, language);
  const scale = niceScale(stacked ? stackEnds(data) : data.series.flatMap(({ values }) => values));
  const isFitted =
    (template.auto_adjust_X_axis ?? template.Auto_adjust_X_axis) === 'yes' || data.labels.length <= MAX_FITTED;
  return (
    <ChartFrame kind={strings.barChart} text={text} data={data} i18n={i18n} strings={strings}>
      {direction === 'horizontal' ? (
        <div class="lying" role="img" aria-label={strings.barChart}>
          {data.labels.map((label, at) => (
            <div class="lying-place">
              <bdi class="lying-label">{label}</bdi>
              <HorizontalBars data={data} at={at} scale={scale} isStacked={stacked} />
            </div>
          ))}
        </div>
      ) : (
        <Plot label={strings.barChart} scale={scale} language={language} labels={data.labels} isFitted={isFitted}>
          <div class="standing">
            {data.labels.map((_, at) => (
              <VerticalBars data={data} at={at} scale={scale} isStacked={stacked} />
            ))}
          </div>
        </Plot>
      )}
    </ChartFrame>
  );
}

interface PlaceProps {
  data: ChartData;
  /** Index of the label. */
  at: number;
  scale: Scale;
  isStacked: boolean;
}

/** Draws the bars of one label. */
function VerticalBars({ data, at, scale, isStacked }: PlaceProps): VNode {
  // With several bars per label the values would overlap; the table has them.
  const withValues = data.series.length === 1 && data.labels.length <= MAX_FITTED;
  return (
    <div class="place">
      {spansOf(data, at, isStacked).map(({ from, to }, index) => {
        const [low, high] = [percentOf(Math.min(from, to), scale), percentOf(Math.max(from, to), scale)];
        const column = isStacked ? { insetInline: '0' } : {};
        return (
          <span class={isStacked ? 'column on-top' : 'column'} style={column}>
            <i class={`bar c${index % COLOURS}`} style={{ insetBlockEnd: `${low}%`, blockSize: `${high - low}%` }} />
            {withValues && (
              <bdi class="bar-value" style={{ insetBlockEnd: `${high}%` }}>
                {data.series[index]!.shown[at]}
              </bdi>
            )}
          </span>
        );
      })}
    </div>
  );
}

function HorizontalBars({ data, at, scale, isStacked }: PlaceProps): VNode {
  const spans = spansOf(data, at, isStacked);
  const bar = (index: number) => {
    const { from, to } = spans[index]!;
    const [low, high] = [percentOf(Math.min(from, to), scale), percentOf(Math.max(from, to), scale)];
    return (
      <i class={`bar c${index % COLOURS}`} style={{ insetInlineStart: `${low}%`, inlineSize: `${high - low}%` }} />
    );
  };
  const all = spans.map((_, index) => index);
  if (isStacked) return <span class="track">{all.map(bar)}</span>;
  return (
    <>
      {all.map((index) => (
        <span class="lying-row">
          <span class="track">{bar(index)}</span>
          <bdi class="lying-value">{data.series[index]!.shown[at]}</bdi>
        </span>
      ))}
    </>
  );
}

interface Span {
  readonly from: number;
  readonly to: number;
}

/** Returns the start and end of each bar of a label. Stacked bars with negative values are stacked downwards from zero. */
export function spansOf({ series }: ChartData, at: number, isStacked: boolean): Span[] {
  let [above, below] = [0, 0];
  return series.map(({ values }) => {
    const value = Number.isFinite(values[at]) ? values[at]! : 0;
    if (!isStacked) return { from: 0, to: value };
    const from = value < 0 ? below : above;
    if (value < 0) below += value;
    else above += value;
    return { from, to: from + value };
  });
}

const stackEnds = (data: ChartData) => data.labels.flatMap((_, at) => spansOf(data, at, true).map(({ to }) => to));
