import { type Action, actionFields } from './action.js';
import { buttonLayout } from './button-template.js';
import { flag, list, named, object, template, text } from './read-fields.js';
import type { TemplateBase } from './template-base.js';

/** An action whose type is in `content_type`. */
export interface QuickReply extends Omit<Action, 'type'> {
  content_type?: 'text' | 'postback' | 'url' | 'web_url' | (string & {});
  title: string;
}

/** Suggested answers (docs/protocol.md §6.3). */
export interface QuickRepliesTemplate extends TemplateBase {
  /** `quick_replies_welcome` is the same list on the welcome screen. */
  template_type: 'quick_replies' | 'quick_replies_welcome';
  quick_replies: QuickReply[];
  /** False for chips above the composer; true, and in the history, within the message. @default false */
  inline?: boolean;
  variation?: 'plain' | 'textInverted' | 'backgroundInverted';
  fullWidth?: boolean;
  stackedButtons?: boolean;
}

const { type: _, title, ...otherFields } = actionFields;

export const parseQuickReplies = template<QuickRepliesTemplate>(
  {
    template_type: named('quick_replies', 'quick_replies_welcome'),
    quick_replies: list(object<QuickReply>({ title }, { ...otherFields, content_type: text })),
  },
  { inline: flag, ...buttonLayout },
);
