import { named, or, template, text } from './read-fields.js';
import type { TemplateBase } from './template-base.js';

/** A message of a human agent (docs/protocol.md §6.2). */
export interface LiveAgentTemplate extends TemplateBase {
  template_type: 'live_agent';
  text: string;
}

export const parseLiveAgent = template<LiveAgentTemplate>(
  { template_type: named('live_agent'), text: or(text, '') },
  {},
);
