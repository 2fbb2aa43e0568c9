import type { VNode } from 'preact';
import type { ChatMessage } from '../../conversation/chat-message.js';
import type { I18n } from '../i18n/i18n.js';
import { LazyText } from './LazyText.js';

export interface BubbleProps {
  text: string | undefined;
  tone?: 'error' | undefined;
  i18n: I18n;
  /** The message that the text belongs to. Only texts of others may have markup: what the user types stays plain. */
  message?: ChatMessage;
}

/** A text in a bubble. A blank text draws nothing. */
export function Bubble({ text, tone, message, i18n }: BubbleProps): VNode | null {
  if (!text?.trim()) return null;
  const mayBeRich = Boolean(message && message.from !== 'user');
  return (
    <div class={tone ? `bubble ${tone}` : 'bubble'} part="bubble" dir="auto">
      <LazyText text={text} t={i18n.t} rich={mayBeRich} streaming={message?.streaming} />
    </div>
  );
}
