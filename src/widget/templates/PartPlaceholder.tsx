import type { VNode } from 'preact';
import type { ChatClient, SendInput } from '../../client/chat-client.js';
import type { ChatMessage } from '../../conversation/chat-message.js';
import type { MessageComponent } from '../../protocol/component.js';
import type { I18n } from '../i18n/i18n.js';
import { Bubble } from '../rich-text/Bubble.js';

export interface PartProps {
  part: MessageComponent;
  message: ChatMessage;
  i18n: I18n;
  /** Holds the conversation, in which the part finds the user's answers. */
  client: ChatClient;
  onSend: (input: SendInput) => void;
  /** Called each time the part has been drawn in its final form. */
  onDrawn?: (() => void) | undefined;
}

/** Draws the text of a part before the code that draws its type has loaded. */
export function PartPlaceholder({ part, message, i18n }: PartProps): VNode | null {
  // With several parts, `message.text` cannot be attributed to one of them.
  const ownText = message.components.length === 1 ? message.text : undefined;
  return <Bubble text={'text' in part ? part.text : ownText} message={message} i18n={i18n} />;
}
