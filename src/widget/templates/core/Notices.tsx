import type { VNode } from 'preact';
import type { TemplateBase } from '../../../protocol/templates/template-base.js';
import { Bubble } from '../../rich-text/Bubble.js';
import type { TemplateProps } from '../draw-template.js';

/** Draws the text of a human agent like any other text. */
export function AgentMessage({ template, message, i18n }: TemplateProps<TemplateBase>): VNode {
  return <Bubble text={template.text} message={message} i18n={i18n} />;
}

/** Draws a system notice as a line across the conversation, without an author. */
export function SystemNotice({ template }: TemplateProps<TemplateBase>): VNode | null {
  return template.text ? (
    <p class="line" dir="auto">
      {template.text}
    </p>
  ) : null;
}

/** Draws nothing: these templates are signals to the client (docs/protocol.md §6.2). Styles hide a message that has no other part. */
export function Signal(): VNode {
  return <span class="silent" hidden />;
}
