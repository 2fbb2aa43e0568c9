import { Component, type ComponentChild, type VNode } from 'preact';
import { LazyModule } from '../lib/lazy-module.js';
import { Bubble } from '../rich-text/Bubble.js';
import { PartPlaceholder, type PartProps } from '../templates/PartPlaceholder.js';
import { hooksOf } from '../templates/registry.js';
import { Picture } from '../ui/Picture.js';

/**
 * Renders one part of a message. Texts and pictures render at once, everything else loads its code first. Unknown parts
 * fall back to readable text.
 */
export function MessagePart(props: PartProps): ComponentChild {
  const { part, message, i18n } = props;
  const text = 'text' in part && (
    <Bubble text={part.text} tone={part.type === 'error' ? 'error' : undefined} message={message} i18n={i18n} />
  );
  switch (part.type) {
    case 'text':
    case 'error':
      return text;
    case 'image':
      return (
        <>
          <Picture src={part.url} alt={part.name ?? i18n.t.picture} />
          {text}
        </>
      );
    case 'gap':
      return <Bubble text={i18n.t.gap} i18n={i18n} />;
    default:
      return <LoadedPart {...props} />;
  }
}

/** Draws templates, media and forms. If it fails to load, the text of the message is still shown. */
export const parts = new LazyModule(() => import('../templates/parts.js'), 'templates stay plain text');

/** Shows the text of the part until the code that draws it has loaded. */
class LoadedPart extends Component<PartProps> {
  override componentDidMount(): void {
    // Preact ignores setState() on an unmounted component.
    if (!parts.loaded) void parts.load().then(() => this.setState({}));
  }

  render(props: PartProps): VNode {
    const View = parts.loaded?.HookedPart;
    // With the script tag, later chunks have their own copy of the registry, which is empty: they need this one.
    if (View) return <View {...props} hooksOf={hooksOf} />;
    return (
      <div class="part" aria-busy="true">
        <PartPlaceholder {...props} />
      </div>
    );
  }
}
