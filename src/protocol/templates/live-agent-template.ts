import type { TemplateBase } from './template-base.js';

/** What a human agent wrote (protocol.md §6.2). */
export interface LiveAgentTemplate extends TemplateBase {
  template_type: 'live_agent';
  text: string;
}
