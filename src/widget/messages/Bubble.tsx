import type { VNode } from 'preact';
import type { ChatMessage } from '../../conversation/chat-message.js';
import type { I18n } from '../i18n/i18n.js';
import { PlainText } from '../text/PlainText.js';
import { RichText } from '../text/RichText.js';

export interface BubbleProps {
  text: string | undefined;
  tone?: 'error' | undefined;
  /** Whose words they are, where they may have markup. What the user types is text, whatever it looks like. */
  message?: ChatMessage;
  i18n?: I18n;
}

/** Words in a bubble. Blank ones have none. */
export function Bubble({ text, tone, message, i18n }: BubbleProps): VNode | null {
  if (!text?.trim()) return null;
  const mayBeRich = message && i18n && message.from !== 'user';
  return (
    <div class={tone ? `bubble ${tone}` : 'bubble'} part="bubble" dir="auto">
      {mayBeRich ? <RichText text={text} streaming={message.streaming} t={i18n.t} /> : <PlainText text={text} />}
    </div>
  );
}
