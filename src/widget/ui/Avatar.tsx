import type { VNode } from 'preact';
import { safeImageUrl } from '../lib/safe-url.js';
import { RemoteMedia } from './remote-media-component.js';

export interface AvatarProps {
  name: string;
  picture?: string | undefined;
  /**
   * The message that the avatar belongs to. With `images="ask"`, that message has the button that loads the picture.
   */
  messageId?: string;
  /** The page provides the picture: it loads without asking the visitor. */
  isOwn?: boolean;
}

/** Picture of a bot or agent, or the first letter of the name. Decorative: the name is next to it as text. */
export class Avatar extends RemoteMedia<AvatarProps, { broken?: string | undefined }> {
  readonly #onError = () => this.setState({ broken: this.props.picture });

  render({ name, picture, messageId, isOwn }: AvatarProps): VNode {
    const wanted = picture === this.state.broken ? undefined : picture;
    const src = isOwn ? safeImageUrl(wanted) : this.allowed(wanted, 'avatar', messageId);
    return (
      <span class="avatar" part="avatar" aria-hidden="true">
        {src ? (
          <img src={src} alt="" decoding="async" referrerpolicy="no-referrer" onError={this.#onError} />
        ) : (
          [...name.trim()][0]?.toUpperCase()
        )}
      </span>
    );
  }
}
