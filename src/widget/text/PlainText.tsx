import type { ComponentChild } from 'preact';
import { linkify } from './linkify.js';

/** An address whose host is in plain letters. Others may look like another host: RichText says which it is (link-text.ts). */
const PLAIN_HOST = /^(?:mailto:|tel:|(?:https?:\/\/)?[\w.:-]+(?:[/?#]|$))/i;

/** Text as text, with line breaks (by style) and safe links. The one door for words that come from outside. */
export function PlainText({ text }: { text: string }): ComponentChild {
  return (
    <>
      {linkify(text).map((part) =>
        typeof part === 'string' ? (
          part
        ) : PLAIN_HOST.test(part.text) ? (
          <a href={part.href} target="_blank" rel="noopener noreferrer">
            {part.text}
          </a>
        ) : (
          part.text
        ),
      )}
    </>
  );
}
