import type { DateBase } from './date-template.js';

/** Two days, sent and shown as `<from> <delimiter> <to>` (protocol.md §6.4). */
export interface DateRangeTemplate extends DateBase {
  template_type: 'daterange';
  /** @default 'to' */
  delimiter?: string;
}
