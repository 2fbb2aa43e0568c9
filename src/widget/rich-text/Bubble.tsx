import type { VNode } from 'preact';
import type { ChatMessage } from '../../conversation/chat-message.js';
import type { I18n } from '../i18n/i18n.js';
import { LazyText } from './LazyText.js';

export interface BubbleProps {
  text: string | undefined;
  tone?: 'error' | undefined;
  i18n: I18n;
  /** Whose words they are, where they may have markup. What the user types is text, whatever it looks like. */
  message?: ChatMessage;
}

/** Words in a bubble. Blank ones have none. */
export function Bubble({ text, tone, message, i18n }: BubbleProps): VNode | null {
  if (!text?.trim()) return null;
  const mayBeRich = Boolean(message && message.from !== 'user');
  return (
    <div class={tone ? `bubble ${tone}` : 'bubble'} part="bubble" dir="auto">
      <LazyText text={text} t={i18n.t} rich={mayBeRich} streaming={message?.streaming} />
    </div>
  );
}
