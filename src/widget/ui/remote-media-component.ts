import { Component } from 'preact';
import { safeImageUrl } from '../lib/safe-url.js';
import type { MediaKind } from '../store/media-policy.js';
import type { WindowContext } from '../store/window-context.js';

/** A component that shows media from an address that others have sent. */
export abstract class RemoteMedia<Props = object, State = object> extends Component<Props, State> {
  override componentWillUnmount(): void {
    (this.context as WindowContext).session?.media?.release(this as Component);
  }

  /**
   * Returns the address if it is safe and the visitor wants it loaded. Call it on every render.
   *
   * @param messageId @default that of the surrounding message
   */
  protected allowed(address: unknown, kind: MediaKind = 'picture', messageId?: string): string | undefined {
    const context = this.context as WindowContext;
    const { session } = context;
    const src = safeImageUrl(address);
    if (!src || !session?.asksForMedia) return src;
    // Render again only if the policy has loaded: otherwise every failed attempt would start the next one.
    if (!session.media) void session.loadMedia().then(() => session.media && this.setState({}));
    return session.media?.allow(this as Component, src, messageId ?? context.messageId, kind);
  }
}
