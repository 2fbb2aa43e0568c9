import type { VNode } from 'preact';
import { safeImageUrl } from '../lib/safe-url.js';
import { RemoteMedia } from './remote-media-component.js';

export interface AvatarProps {
  name: string;
  picture?: string | undefined;
  /** Of the message that it stands beside: where it waits for the visitor, that has the button. */
  messageId?: string;
  /** The picture is the page's own: it waits for nobody. */
  isOwn?: boolean;
}

/** Picture of a bot or agent, or the first letter of the name. Decoration: the name stands beside it as text. */
export class Avatar extends RemoteMedia<AvatarProps, { broken?: string | undefined }> {
  readonly #break = () => this.setState({ broken: this.props.picture });

  render({ name, picture, messageId, isOwn }: AvatarProps): VNode {
    const wanted = picture === this.state.broken ? undefined : picture;
    const src = isOwn ? safeImageUrl(wanted) : this.allowed(wanted, 'avatar', messageId);
    return (
      <span class="avatar" part="avatar" aria-hidden="true">
        {src ? (
          <img src={src} alt="" decoding="async" referrerpolicy="no-referrer" onError={this.#break} />
        ) : (
          [...name.trim()][0]?.toUpperCase()
        )}
      </span>
    );
  }
}
