import type { VNode } from 'preact';
import { Thumb } from './Thumb.js';

export interface Pair {
  title?: string | undefined;
  value?: string | undefined;
  icon?: string | undefined;
}

/** Draws names and their values as a description list. */
export function DescriptionList({ pairs = [] }: { pairs: readonly Pair[] | undefined }): VNode | null {
  const filled = pairs.filter(({ title, value }) => title || value);
  if (filled.length === 0) return null;
  return (
    <dl class="pairs">
      {filled.map(({ title, value, icon }) => (
        <div>
          <dt dir="auto">
            <Thumb src={icon} class="sign" />
            {title}
          </dt>
          <dd dir="auto">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
