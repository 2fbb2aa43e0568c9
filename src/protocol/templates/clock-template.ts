import type { TemplateBase } from './template-base.js';

/** A time of day, sent and shown as `hh:mm AM|PM` (protocol.md §6.4). */
export interface ClockTemplate extends TemplateBase {
  template_type: 'clockTemplate';
  title?: string;
  confirmButtonText?: string;
}
