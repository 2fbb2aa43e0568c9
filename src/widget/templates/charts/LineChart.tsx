import { Component, createRef, type VNode } from 'preact';
import type { LineChartTemplate } from '../../../protocol/templates/index.js';
import type { TemplateProps } from '../draw-template.js';
import { ChartFrame, COLOURS } from './ChartFrame.js';
import { chartData } from './chart-data.js';
import { niceScale, percentOf, type Scale } from './chart-scale.js';
import { Plot } from './Plot.js';

/** With more labels than this, each keeps its width and the chart scrolls. */
const MAX_FITTED = 8;

/** Draws one line per series. A missing value interrupts the line. */
export function LineChart({ template, i18n, strings }: TemplateProps<LineChartTemplate>): VNode {
  const { text, X_axis, elements } = template;
  const { language } = i18n.t;
  const data = chartData(X_axis, elements, language);
  const { labels, series } = data;
  const scale = niceScale(series.flatMap(({ values }) => values));
  return (
    <ChartFrame kind={strings.lineChart} text={text} data={data} i18n={i18n} strings={strings}>
      <Plot
        label={strings.lineChart}
        scale={scale}
        language={language}
        labels={labels}
        isFitted={labels.length <= MAX_FITTED}
      >
        <PlotLines series={series} scale={scale} />
        {series.map(({ values }, index) =>
          values.map(
            (value, at) =>
              Number.isFinite(value) && (
                <i
                  class={`plot-point c${index % COLOURS}`}
                  style={{
                    insetInlineStart: `${middleOf(at, labels.length)}%`,
                    insetBlockEnd: `${percentOf(value, scale)}%`,
                  }}
                />
              ),
          ),
        )}
      </Plot>
    </ChartFrame>
  );
}

/** The lines. Where text runs from right to left they are mirrored, like the labels: browsers before 2024 cannot select by direction. */
class PlotLines extends Component<
  { series: readonly { values: readonly number[] }[]; scale: Scale },
  { isMirrored: boolean }
> {
  override state = { isMirrored: false };
  readonly #svg = createRef<SVGSVGElement>();

  override componentDidMount(): void {
    this.componentDidUpdate();
  }

  override componentDidUpdate(): void {
    const isMirrored = getComputedStyle(this.#svg.current!).direction === 'rtl';
    if (isMirrored !== this.state.isMirrored) this.setState({ isMirrored });
  }

  render(): VNode {
    const { series, scale } = this.props;
    return (
      <svg
        class={this.state.isMirrored ? 'plot-lines mirrored' : 'plot-lines'}
        viewBox="0 0 100 100"
        preserveAspectRatio="none"
        aria-hidden="true"
        ref={this.#svg}
      >
        {series.map(({ values }, index) =>
          runsOf(values, scale).map((points) => <polyline class={`c${index % COLOURS}`} points={points} />),
        )}
      </svg>
    );
  }
}

/** Returns the centre of a label's share of the width, in percent. */
const middleOf = (at: number, places: number) => ((at + 0.5) / places) * 100;

/** Returns the uninterrupted parts of a line, each as the `points` of a polyline in a box of 100 by 100. */
export function runsOf(values: readonly number[], scale: Scale): string[] {
  const runs: string[][] = [[]];
  for (let at = 0; at < values.length; at++) {
    const value = values[at]!;
    if (Number.isFinite(value)) {
      runs.at(-1)!.push(`${middleOf(at, values.length).toFixed(2)},${(100 - percentOf(value, scale)).toFixed(2)}`);
    } else runs.push([]);
  }
  return runs.filter((run) => run.length > 1).map((run) => run.join(' '));
}
