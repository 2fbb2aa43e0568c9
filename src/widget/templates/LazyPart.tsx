import { Component, type VNode } from 'preact';
import { LazyModule } from '../lib/lazy-module.js';
import { PartPlaceholder, type PartProps } from './PartPlaceholder.js';
import { hooksOf } from './registry.js';

/** What draws templates, media and forms. Where it cannot be had, their words are still shown. */
export const parts = new LazyModule(() => import('./parts.js'), 'of templates only the words are shown');

/** A part of a message that is more than words: its words, until what draws it is here. */
export class LazyPart extends Component<PartProps> {
  override componentDidMount(): void {
    // Nothing happens to a component that has gone.
    if (!parts.loaded) void parts.load().then(() => this.setState({}));
  }

  render(props: PartProps): VNode {
    const View = parts.loaded?.AnyPart;
    // Handed over: beside the script tag, what loads later has a registry of its own, and an empty one.
    if (View) return <View {...props} hooksOf={hooksOf} />;
    return (
      <div class="part" aria-busy="true">
        <PartPlaceholder {...props} />
      </div>
    );
  }
}
