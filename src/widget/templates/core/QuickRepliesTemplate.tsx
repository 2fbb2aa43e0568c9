import type { VNode } from 'preact';
import type { QuickRepliesTemplate as QuickReplies } from '../../../protocol/templates/quick-replies-template.js';
import { Bubble } from '../../rich-text/Bubble.js';
import { ActionButtons } from '../ActionButtons.js';
import { buttonLayout } from '../button-layout.js';
import type { TemplateProps } from '../draw-template.js';
import { toActions } from '../to-action.js';
import { AboveComposer } from './AboveComposer.js';

/**
 * Answers to pick from, once: when the conversation has gone on they no longer fit. Above the field where the bot wants them
 * there (`inline: false`), until something else is said.
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
