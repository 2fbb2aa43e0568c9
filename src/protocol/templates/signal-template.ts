import { named, template } from './read-fields.js';
import type { TemplateBase } from './template-base.js';

/**
 * A signal to the client, without a bubble (docs/protocol.md §4.2). `wait_for_response` announces an answer, so the typing indicator
 * stays. The others are for mobile clients.
 */
export interface SignalTemplate extends TemplateBase {
  template_type: 'wait_for_response' | 'start_timer' | 'session_end' | 'conversation_end' | 'hidden_dialog';
}

export const parseSignal = template<SignalTemplate>(
  { template_type: named('wait_for_response', 'start_timer', 'session_end', 'conversation_end', 'hidden_dialog') },
  {},
);
