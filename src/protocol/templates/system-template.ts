import { named, template } from './read-fields.js';
import type { TemplateBase } from './template-base.js';

/** A banner across the conversation (protocol.md §6.2). */
export interface SystemTemplate extends TemplateBase {
  template_type: 'SYSTEM';
  text?: string;
}

export const parseSystem = template<SystemTemplate>({ template_type: named('SYSTEM') }, {});
