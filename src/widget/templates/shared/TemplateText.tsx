import type { VNode } from 'preact';
import type { I18n } from '../../i18n/i18n.js';
import { RichText } from '../../rich-text/RichText.js';

export interface TemplateTextProps {
  text: string | undefined;
  i18n: I18n;
  class?: string;
}

/** Draws a text of the bot within a template, with its markup. A blank text draws nothing. */
export function TemplateText({ text, i18n, class: className }: TemplateTextProps): VNode | null {
  if (!text?.trim()) return null;
  return (
    <div class={className} dir="auto">
      <RichText text={text} t={i18n.t} />
    </div>
  );
}
