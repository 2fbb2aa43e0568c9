import { named, template, text } from './read-fields.js';
import type { TemplateBase } from './template-base.js';

/** Asks for a time of day, which is sent and shown as `hh:mm AM|PM` (docs/protocol.md §6.4). */
export interface ClockTemplate extends TemplateBase {
  template_type: 'clockTemplate';
  title?: string;
  confirmButtonText?: string;
}

export const parseClock = template<ClockTemplate>(
  { template_type: named('clockTemplate') },
  { title: text, confirmButtonText: text },
);
