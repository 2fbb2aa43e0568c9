import { Component, type ComponentChild, type VNode } from 'preact';
import type { TemplateStrings } from '../../i18n/template-strings.js';

export interface MoreItemsProps {
  items: readonly ComponentChild[];
  /** How many are shown at first. All, where it is no number above 0. */
  limit: number | undefined;
  /** What opens the rest, where the bot has words for it. */
  title: string | undefined;
  strings: TemplateStrings;
  /** What else belongs to the rest. */
  rest?: ComponentChild;
  /** @default 'rows' */
  class?: string;
}

/** A list of which the first ones are shown, and the rest on request, in its place. */
export class MoreItems extends Component<MoreItemsProps, { open?: boolean }> {
  readonly #toggle = () => this.setState({ open: !this.state.open });

  render({ items, limit, title, strings, rest, class: look = 'rows' }: MoreItemsProps): VNode {
    const { open = false } = this.state;
    const shown = limit && limit > 0 ? Math.floor(limit) : items.length;
    const isLong = items.length > shown || Boolean(rest);
    return (
      <>
        <ul class={look}>{open ? items : items.slice(0, shown)}</ul>
        {open && rest}
        {isLong && (
          <button type="button" class="more" aria-expanded={open} onClick={this.#toggle}>
            {open ? strings.showLess : title || strings.showMore}
          </button>
        )}
      </>
    );
  }
}
