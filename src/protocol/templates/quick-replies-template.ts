import type { Action } from './action.js';
import type { TemplateBase } from './template-base.js';

/** An action that names its type `content_type`. */
export interface QuickReply extends Omit<Action, 'type'> {
  content_type?: 'text' | 'postback' | 'url' | 'web_url' | (string & {});
  title: string;
}

/** Answers to pick from (protocol.md §6.3). */
export interface QuickRepliesTemplate extends TemplateBase {
  /** `quick_replies_welcome`: the same list on the welcome screen. */
  template_type: 'quick_replies' | 'quick_replies_welcome';
  quick_replies: QuickReply[];
  /** False: chips above the composer. True, and in the history: inside the bubble. @default false */
  inline?: boolean;
  variation?: 'plain' | 'textInverted' | 'backgroundInverted';
  fullWidth?: boolean;
  stackedButtons?: boolean;
}
