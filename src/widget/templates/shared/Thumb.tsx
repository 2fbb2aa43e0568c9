import { Component, type VNode } from 'preact';
import { safeImageUrl } from '../../text/safe-url.js';

export interface ThumbProps {
  src: string | undefined;
  /** @default 'thumb' */
  class?: string;
}

/** A picture that goes with words and says nothing by itself. Where it cannot be had, nothing is missing. */
export class Thumb extends Component<ThumbProps, { failed?: boolean }> {
  readonly #fail = () => this.setState({ failed: true });

  render({ src, class: look = 'thumb' }: ThumbProps): VNode | null {
    const safe = safeImageUrl(src);
    if (!safe || this.state.failed) return null;
    return (
      <img
        class={look}
        src={safe}
        alt=""
        loading="lazy"
        decoding="async"
        referrerpolicy="no-referrer"
        onError={this.#fail}
      />
    );
  }
}
