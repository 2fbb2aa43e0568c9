import type { VNode } from 'preact';
import type { I18n } from '../../i18n/i18n.js';
import { RichText } from '../../rich-text/RichText.js';

export interface WordsProps {
  text: string | undefined;
  i18n: I18n;
  class?: string;
}

/** Words of the bot inside a template, with what markup they have. Blank ones take no place. */
export function Strings({ text, i18n, class: look }: WordsProps): VNode | null {
  if (!text?.trim()) return null;
  return (
    <div class={look} dir="auto">
      <RichText text={text} t={i18n.t} />
    </div>
  );
}
