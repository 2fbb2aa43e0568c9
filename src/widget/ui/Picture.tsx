import type { VNode } from 'preact';
import { RemoteMedia } from './remote-media-component.js';

export interface PictureProps {
  src: string | undefined;
  /** Description of the picture, if the sender provides one. */
  alt: string;
}

/**
 * A picture in a message, limited in size and loaded lazily. Shows the description if the picture cannot be loaded, or
 * until the visitor asks for it.
 */
export class Picture extends RemoteMedia<PictureProps, { failed?: boolean }> {
  readonly #onError = () => this.setState({ failed: true });

  render({ src, alt }: PictureProps): VNode {
    const safe = this.allowed(src);
    if (!safe || this.state.failed) return <span class="missing">{alt}</span>;
    return (
      <a class="picture" href={safe} target="_blank" rel="noopener noreferrer">
        <img
          src={safe}
          alt={alt}
          loading="lazy"
          decoding="async"
          referrerpolicy="no-referrer"
          onError={this.#onError}
        />
      </a>
    );
  }
}
