import type { VNode } from 'preact';
import type { QuickRepliesTemplate as QuickReplies } from '../../../protocol/templates/quick-replies-template.js';
import { Bubble } from '../../rich-text/Bubble.js';
import { ActionButtons } from '../ActionButtons.js';
import { buttonLayout } from '../button-layout.js';
import type { TemplateProps } from '../draw-template.js';
import { toActions } from '../to-action.js';
import { AboveComposer } from './AboveComposer.js';

/**
 * Draws suggested answers. They can be used once, because they no longer fit when the conversation has moved on. With
 * `inline: false` they stay above the composer until the next message.
 */
export function QuickRepliesTemplate({ template, ...scope }: TemplateProps<QuickReplies>): VNode {
  const isAbove = template.inline === false && scope.isNewest;
  const replies = (
    <ActionButtons
      {...scope}
      actions={toActions(template.quick_replies, 'quick_replies')}
      layout={isAbove ? undefined : buttonLayout(template)}
      once
    />
  );
  return (
    <>
      <Bubble text={template.text} message={scope.message} i18n={scope.i18n} />
      {isAbove ? <AboveComposer>{replies}</AboveComposer> : replies}
    </>
  );
}
