import { Component, type ComponentChild, type VNode } from 'preact';
import type { TemplateStrings } from '../../i18n/template-strings.js';

export interface MoreItemsProps {
  items: readonly ComponentChild[];
  /** Number of items that are shown at first. All are shown unless it is above 0. */
  limit: number | undefined;
  /** Label of the button that shows the rest. @default strings.showMore */
  title: string | undefined;
  strings: TemplateStrings;
  /** Further content that is shown with the rest. */
  rest?: ComponentChild;
  /** @default 'rows' */
  class?: string;
}

/** Draws the first items of a list, and the rest in place on request. */
export class MoreItems extends Component<MoreItemsProps, { open?: boolean }> {
  readonly #toggle = () => this.setState({ open: !this.state.open });

  render({ items, limit, title, strings, rest, class: className = 'rows' }: MoreItemsProps): VNode {
    const { open = false } = this.state;
    const shown = limit && limit > 0 ? Math.floor(limit) : items.length;
    const isLong = items.length > shown || Boolean(rest);
    return (
      <>
        <ul class={className}>{open ? items : items.slice(0, shown)}</ul>
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
