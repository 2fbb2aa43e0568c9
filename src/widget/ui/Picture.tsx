import type { VNode } from 'preact';
import { RemoteMedia } from './remote-media-component.js';

export interface PictureProps {
  src: string | undefined;
  /** What the picture shows, as far as the sender says. */
  alt: string;
}

/**
 * A picture in a message: bounded, loaded when it comes near the screen. Its description stands in when it cannot be had, or
 * while it waits for the visitor.
 */
export class Picture extends RemoteMedia<PictureProps, { failed?: boolean }> {
  readonly #fail = () => this.setState({ failed: true });

  render({ src, alt }: PictureProps): VNode {
    const safe = this.allowed(src);
    if (!safe || this.state.failed) return <span class="missing">{alt}</span>;
    return (
      <a class="picture" href={safe} target="_blank" rel="noopener noreferrer">
        <img src={safe} alt={alt} loading="lazy" decoding="async" referrerpolicy="no-referrer" onError={this.#fail} />
      </a>
    );
  }
}
