import type { ComponentChild } from 'preact';
import { Bubble } from '../rich-text/Bubble.js';
import { LazyPart } from '../templates/LazyPart.js';
import type { PartProps } from '../templates/PartPlaceholder.js';
import { Picture } from '../ui/Picture.js';

/** One part of a message: words and pictures at once, all else with what loads later. What is not known is still readable (law 8). */
export function MessagePart(props: PartProps): ComponentChild {
  const { part, message, i18n } = props;
  const words = 'text' in part && (
    <Bubble text={part.text} tone={part.type === 'error' ? 'error' : undefined} message={message} i18n={i18n} />
  );
  switch (part.type) {
    case 'text':
    case 'error':
      return words;
    case 'image':
      return (
        <>
          <Picture src={part.url} alt={part.name ?? i18n.t.picture} />
          {words}
        </>
      );
    case 'gap':
      return <Bubble text={i18n.t.gap} i18n={i18n} />;
    default:
      return <LazyPart {...props} />;
  }
}
