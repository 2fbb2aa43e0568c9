import type { ComponentChild } from 'preact';
import { linkify } from './linkify.js';

/** Text as text, with line breaks (by style) and safe links. The one door for words that come from outside. */
export function PlainText({ text }: { text: string }): ComponentChild {
  return (
    <>
      {linkify(text).map((part) =>
        typeof part === 'string' ? (
          part
        ) : (
          <a href={part.href} target="_blank" rel="noopener noreferrer">
            {part.text}
          </a>
        ),
      )}
    </>
  );
}
