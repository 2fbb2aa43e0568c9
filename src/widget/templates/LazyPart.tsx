import { Component, type VNode } from 'preact';
import { LazyModule } from '../lazy-module.js';
import { Bubble } from '../messages/Bubble.js';
import type { MessagePartProps } from '../messages/MessagePart.js';

/** What draws templates, media and forms. Where it cannot be had, their words are still shown. */
export const parts = new LazyModule(() => import('./parts.js'), 'of templates only the words are shown');

export interface LazyPartProps extends MessagePartProps {
  /** Called each time it has been drawn in its final form. */
  onDrawn?: (() => void) | undefined;
}

/** A part of a message that is more than words: its words, until what draws it is here. */
export class LazyPart extends Component<LazyPartProps> {
  override componentDidMount(): void {
    if (parts.loaded) return;
    // Nothing happens to a component that has gone.
    void parts.load().then(() => this.setState({}));
  }

  render(props: LazyPartProps): VNode | null {
    const View = parts.loaded?.PartView;
    return View ? <View {...props} /> : <PartWords {...props} />;
  }
}

/** What can be read of a part without knowing its kind. */
export function PartWords({ part, message, i18n }: MessagePartProps): VNode | null {
  // A sign is no words, and of several parts nobody knows here which words are whose.
  const alone = message.components.length === 1 && message.text;
  return <Bubble text={'text' in part ? part.text : alone || undefined} message={message} i18n={i18n} />;
}
