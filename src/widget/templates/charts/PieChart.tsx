import type { VNode } from 'preact';
import type { PieChartTemplate } from '../../../protocol/templates/index.js';
import type { TemplateProps } from '../draw-template.js';
import { ChartFrame, COLOURS } from './ChartFrame.js';
import { type Share, sharesOf } from './chart-data.js';

/** Draws shares of a whole as a pie or a ring, with a legend of their names and values. */
export function PieChart({ template, i18n, strings }: TemplateProps<PieChartTemplate>): VNode {
  const { text, pie_type: form = 'regular' } = template;
  const shares = sharesOf(template, i18n.t.language);
  const data = {
    labels: shares.map(({ title, more }) => (more ? `${title}, ${more}` : title)),
    series: [{ title: '', values: shares.map(({ percent }) => percent), shown: shares.map(({ shown }) => shown) }],
  };
  return (
    <ChartFrame kind={strings.pieChart} text={text} data={data} i18n={i18n} strings={strings}>
      <div class={`pie ${form}`} role="img" aria-label={strings.pieChart}>
        <svg viewBox="0 0 32 32" aria-hidden="true">
          <Slices shares={shares} isRing={form !== 'regular'} />
        </svg>
        <ul class="pie-legend">
          {shares.map(({ title, more, shown }, index) => (
            <li>
              <i class={`chart-key c${index % COLOURS}`} />
              <span class="entry-words">
                <bdi>{title}</bdi>
                {more && <bdi class="entry-more">{more}</bdi>}
              </span>
              <bdi class="pie-value">{shown}</bdi>
            </li>
          ))}
        </ul>
      </div>
    </ChartFrame>
  );
}

/** Draws each slice as a circle with a single dash: as long as its share, offset by the shares before it. */
function Slices({ shares, isRing }: { shares: readonly Share[]; isRing: boolean }): VNode {
  const [radius, width] = isRing ? [12.5, 6] : [7.75, 15.5];
  let before = 0;
  return (
    <g transform="rotate(-90 16 16)">
      {shares.map(({ percent }, index) => {
        const offset = before;
        before += percent;
        return percent > 0 ? (
          <circle
            class={`slice c${index % COLOURS}`}
            cx="16"
            cy="16"
            r={radius}
            stroke-width={width}
            pathLength="100"
            stroke-dasharray={`${percent} ${100 - percent}`}
            stroke-dashoffset={-offset}
          />
        ) : null;
      })}
    </g>
  );
}
