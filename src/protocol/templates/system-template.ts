import { named, template } from './read-fields.js';
import type { TemplateBase } from './template-base.js';

/** A notice across the conversation (docs/protocol.md §6.2). */
export interface SystemTemplate extends TemplateBase {
  template_type: 'SYSTEM';
  text?: string;
}

export const parseSystem = template<SystemTemplate>({ template_type: named('SYSTEM') }, {});
