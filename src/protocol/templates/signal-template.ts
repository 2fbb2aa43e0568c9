import { named, template } from './read-fields.js';
import type { TemplateBase } from './template-base.js';

/**
 * No bubble, only a sign (protocol.md §4.2). `wait_for_response`: an answer is on its way, the typing indicator stays.
 * The others are meant for mobile clients.
 */
export interface SignalTemplate extends TemplateBase {
  template_type: 'wait_for_response' | 'start_timer' | 'session_end' | 'conversation_end' | 'hidden_dialog';
}

export const parseSignal = template<SignalTemplate>(
  { template_type: named('wait_for_response', 'start_timer', 'session_end', 'conversation_end', 'hidden_dialog') },
  {},
);
