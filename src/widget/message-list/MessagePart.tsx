import type { ComponentChild } from 'preact';
import { Bubble } from '../rich-text/Bubble.js';
import { LazyPart } from '../templates/LazyPart.js';
import type { PartProps } from '../templates/PartPlaceholder.js';
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
      return <LazyPart {...props} />;
  }
}
