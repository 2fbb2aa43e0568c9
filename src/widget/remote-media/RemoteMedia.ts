import { Component } from 'preact';
import { safeImageUrl } from '../text/safe-url.js';
import type { MediaKind } from './media-policy.js';
import type { WindowContext } from './window-context.js';

/** A component that shows something from an address that others have sent. */
export abstract class RemoteMedia<Props = object, State = object> extends Component<Props, State> {
  override componentWillUnmount(): void {
    (this.context as WindowContext).session?.media.release(this as Component);
  }

  /** The address, where it is safe, and where the visitor wants it. To be called with each drawing. */
  protected allowed(address: unknown, kind: MediaKind = 'picture'): string | undefined {
    const { session, messageId } = this.context as WindowContext;
    const src = safeImageUrl(address);
    return session ? session.media.allow(this as Component, src, messageId, kind) : src;
  }
}
