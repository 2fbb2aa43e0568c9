import type { VNode } from 'preact';
import { RemoteMedia } from '../../ui/remote-media-component.js';

export interface ThumbProps {
  src: string | undefined;
  /** @default 'thumb' */
  class?: string;
  /** Text alternative, for a picture that is not merely decorative. @default '' */
  alt?: string;
}

/** Draws a small picture next to a text. Draws nothing if the picture cannot be loaded. */
export class Thumb extends RemoteMedia<ThumbProps, { failed?: boolean }> {
  readonly #fail = () => this.setState({ failed: true });

  render({ src, class: className = 'thumb', alt = '' }: ThumbProps): VNode | null {
    const safe = this.allowed(src);
    if (!safe || this.state.failed) return null;
    return (
      <img
        class={className}
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
