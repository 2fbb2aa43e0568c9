import { Component, type VNode } from 'preact';
import { safeImageUrl } from '../text/safe-url.js';

export interface AvatarProps {
  name: string;
  picture?: string | undefined;
}

/** Picture of a bot or agent, or the first letter of the name. Decoration: the name stands beside it as text. */
export class Avatar extends Component<AvatarProps, { broken?: string | undefined }> {
  readonly #break = () => this.setState({ broken: this.props.picture });

  render({ name, picture }: AvatarProps): VNode {
    const src = picture === this.state.broken ? undefined : safeImageUrl(picture);
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
