import type { VNode } from 'preact';
import type { QuickRepliesTemplate as QuickReplies } from '../../../protocol/templates/quick-replies-template.js';
import { Bubble } from '../../messages/Bubble.js';
import { ActionButtons } from '../ActionButtons.js';
import { buttonLayout } from '../button-layout.js';
import type { TemplateProps } from '../draw-template.js';
import { toActions } from '../to-action.js';

/** Answers to pick from, once: when the conversation has gone on they no longer fit. */
export function QuickRepliesTemplate({ template, ...scope }: TemplateProps<QuickReplies>): VNode {
  return (
    <>
      <Bubble text={template.text} message={scope.message} i18n={scope.i18n} />
      <ActionButtons
        {...scope}
        actions={toActions(template.quick_replies, 'quick_replies')}
        layout={buttonLayout(template)}
        once
      />
    </>
  );
}
