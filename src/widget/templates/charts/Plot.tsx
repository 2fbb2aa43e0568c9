import type { ComponentChildren, VNode } from 'preact';
import { percentOf, type Scale } from './chart-scale.js';

export interface PlotProps {
  /** What it is a picture of. */
  label: string;
  scale: Scale;
  language: string;
  labels: readonly string[];
  /** True: all labels share the width that there is. False: each has its room, and the plot scrolls. */
  isFitted: boolean;
  children: ComponentChildren;
}

/** Lines with their numbers behind what is drawn, and the names of the places below it. */
export function Plot({ label, scale, language, labels, isFitted, children }: PlotProps): VNode {
  const format = new Intl.NumberFormat(language, { notation: 'compact', maximumFractionDigits: 2 });
  const style = isFitted ? {} : { minInlineSize: `${labels.length * 2.75}em` };
  return (
    <div class="plot">
      <div class="ticks" aria-hidden="true">
        {scale.ticks.map((tick) => (
          <span style={{ insetBlockEnd: `${percentOf(tick, scale)}%` }}>{format.format(tick)}</span>
        ))}
        {/* Keeps the room that the longest of them needs. */}
        <b>{scale.ticks.map((tick) => format.format(tick)).reduce((a, b) => (a.length >= b.length ? a : b))}</b>
      </div>
      {/* What scrolls must be reached by keyboard. */}
      <div class="plot-scroll" role="img" aria-label={label} tabIndex={isFitted ? undefined : 0}>
        <div class="plot-area" style={style}>
          {scale.ticks.map((tick) => (
            <i
              class={tick === 0 ? 'plot-line zero' : 'plot-line'}
              style={{ insetBlockEnd: `${percentOf(tick, scale)}%` }}
            />
          ))}
          {children}
        </div>
        <div class="plot-labels" style={style}>
          {labels.map((name) => (
            <bdi>{name}</bdi>
          ))}
        </div>
      </div>
    </div>
  );
}
