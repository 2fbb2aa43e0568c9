import type { VNode } from 'preact';
import { RemoteMedia } from '../../ui/remote-media-component.js';

export interface ThumbProps {
  src: string | undefined;
  /** @default 'thumb' */
  class?: string;
  /** What it shows, where it does not only go with words. @default '' */
  alt?: string;
}

/** A picture that goes with words and says nothing by itself. Where it cannot be had, nothing is missing. */
export class Thumb extends RemoteMedia<ThumbProps, { failed?: boolean }> {
  readonly #fail = () => this.setState({ failed: true });

  render({ src, class: look = 'thumb', alt = '' }: ThumbProps): VNode | null {
    const safe = this.allowed(src);
    if (!safe || this.state.failed) return null;
    return (
      <img
        class={look}
        src={safe}
        alt={alt}
        loading="lazy"
        decoding="async"
        referrerpolicy="no-referrer"
        onError={this.#fail}
      />
    );
  }
}
