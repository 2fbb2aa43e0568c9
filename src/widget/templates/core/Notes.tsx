import type { VNode } from 'preact';
import type { TemplateBase } from '../../../protocol/templates/template-base.js';
import { Bubble } from '../../rich-text/Bubble.js';
import type { TemplateProps } from '../draw-template.js';

/** What a human agent wrote: words, like any others. A blank one says nothing. */
export function AgentStrings({ template, message, i18n }: TemplateProps<TemplateBase>): VNode {
  return <Bubble text={template.text} message={message} i18n={i18n} />;
}

/** A line across the conversation that nobody in particular says. */
export function SystemNotice({ template }: TemplateProps<TemplateBase>): VNode | null {
  return template.text ? (
    <p class="line" dir="auto">
      {template.text}
    </p>
  ) : null;
}

/** A sign to the window that says nothing to a person (protocol.md §6.2): where it stands alone, there is nothing to see. */
export function Sign(): VNode {
  return <span class="silent" hidden />;
}
