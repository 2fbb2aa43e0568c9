import type { ComponentChildren, VNode } from 'preact';
import type { I18n } from '../../i18n/i18n.js';
import { RichText } from '../../rich-text/RichText.js';

export interface TableFrameProps {
  text: string | undefined;
  i18n: I18n;
  children: ComponentChildren;
}

/** Draws a text above a table. */
export function TableFrame({ text, i18n, children }: TableFrameProps): VNode {
  return (
    <>
      {text && (
        <div class="bubble" part="bubble" dir="auto">
          <RichText text={text} t={i18n.t} />
        </div>
      )}
      {children}
    </>
  );
}
