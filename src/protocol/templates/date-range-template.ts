import { type DateBase, dateFields, dateFormat } from './date-template.js';
import { named, template, text } from './read-fields.js';

/** Asks for two dates, which are sent and shown as `<from> <delimiter> <to>` (docs/protocol.md §6.4). */
export interface DateRangeTemplate extends DateBase {
  template_type: 'daterange';
  /** @default 'to' */
  delimiter?: string;
}

export const parseDateRange = template<DateRangeTemplate>(
  { template_type: named('daterange'), format: dateFormat },
  { ...dateFields, delimiter: text },
);
