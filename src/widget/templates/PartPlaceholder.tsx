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
  /** Its messages tell what the user has answered. */
  client: ChatClient;
  onSend: (input: SendInput) => void;
  /** Called each time the part has been drawn in its final form. */
  onDrawn?: (() => void) | undefined;
}

/** What can be read of a part without knowing its kind. */
export function PartPlaceholder({ part, message, i18n }: PartProps): VNode | null {
  // Of several parts nobody knows here which of the words are whose.
  const alone = message.components.length === 1 ? message.text : undefined;
  return <Bubble text={'text' in part ? part.text : alone} message={message} i18n={i18n} />;
}
