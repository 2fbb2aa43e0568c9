import type { ReceivedMessage } from '../protocol/received-message.js';

/** False for what is no more than the sign that an answer is on its way (protocol.md §4.2). */
export const isMessage = ({ components }: ReceivedMessage): boolean =>
  !components.length ||
  components.some((part) => part.type !== 'template' || part.templateType !== 'wait_for_response');
