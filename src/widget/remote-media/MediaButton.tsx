import { Component, type VNode } from 'preact';
import type { I18n } from '../i18n/i18n.js';
import { LazyModule } from '../lazy-module.js';
import type { WindowContext } from './window-context.js';

export interface MediaButtonProps {
  i18n: I18n;
}

const late = new LazyModule(() => import('./ShowMedia.js'), 'pictures that wait for the visitor stay away');

/** Where pictures or media of the message around wait for the visitor: the button that shows them. */
export class MediaButton extends Component<MediaButtonProps> {
  override componentDidMount(): void {
    if (this.#asks && !late.loaded) void late.load().then(() => this.setState({}));
  }

  get #asks(): boolean {
    return Boolean((this.context as WindowContext).session?.media.asks);
  }

  render(props: MediaButtonProps): VNode | null {
    const View = late.loaded?.ShowMedia;
    return View && this.#asks ? <View {...props} /> : null;
  }
}
