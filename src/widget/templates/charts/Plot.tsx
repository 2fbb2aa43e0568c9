import type { ComponentChildren, VNode } from 'preact';
import { percentOf, type Scale } from './chart-scale.js';

export interface PlotProps {
  /** Accessible name of the drawing. */
  label: string;
  scale: Scale;
  language: string;
  labels: readonly string[];
  /** True if all labels share the available width, false if each has a minimum width and the plot scrolls. */
  isFitted: boolean;
  children: ComponentChildren;
}

/** Draws grid lines with their numbers, the given content above them, and the labels below. */
export function Plot({ label, scale, language, labels, isFitted, children }: PlotProps): VNode {
  const format = new Intl.NumberFormat(language, { notation: 'compact', maximumFractionDigits: 2 });
  const style = isFitted ? {} : { minInlineSize: `${labels.length * 2.75}em` };
  return (
    <div class="plot">
      <div class="ticks" aria-hidden="true">
        {scale.ticks.map((tick) => (
          <span style={{ insetBlockEnd: `${percentOf(tick, scale)}%` }}>{format.format(tick)}</span>
        ))}
        {/* Reserves the width of the longest number. */}
        <b>{scale.ticks.map((tick) => format.format(tick)).reduce((a, b) => (a.length >= b.length ? a : b))}</b>
      </div>
      {/* A box that scrolls must be reachable by keyboard. */}
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
