import { Component } from 'preact';
import { safeImageUrl } from '../lib/safe-url.js';
import type { MediaKind } from '../store/media-policy.js';
import type { WindowContext } from '../store/window-context.js';

/** A component that shows something from an address that others have sent. */
export abstract class RemoteMedia<Props = object, State = object> extends Component<Props, State> {
  override componentWillUnmount(): void {
    (this.context as WindowContext).session?.media?.release(this as Component);
  }

  /**
   * The address, where it is safe, and where the visitor wants it. To be called with each drawing.
   *
   * @param messageId @default that of the message around
   */
  protected allowed(address: unknown, kind: MediaKind = 'picture', messageId?: string): string | undefined {
    const context = this.context as WindowContext;
    const { session } = context;
    const src = safeImageUrl(address);
    if (!src || !session?.asksForMedia) return src;
    // Drawn anew only where it has come: else each drawing would ask for the next one.
    if (!session.media) void session.loadMedia().then(() => session.media && this.setState({}));
    return session.media?.allow(this as Component, src, messageId ?? context.messageId, kind);
  }
}
