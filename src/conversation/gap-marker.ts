import type { ChatMessage } from './chat-message.js';

/** Stands before the first message that is known again, where some before it could not be loaded. */
export const gapMarker = (name: number, createdAt: number): ChatMessage => ({
  id: `gap-${name}`,
  from: 'system',
  text: '',
  components: [{ type: 'gap' }],
  status: 'delivered',
  createdAt,
});
