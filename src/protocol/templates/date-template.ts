import { named, or, template, text } from './read-fields.js';
import type { TemplateBase } from './template-base.js';

/** Fields of both date templates. */
export interface DateBase extends TemplateBase {
  title?: string;
  /** Takes precedence over `text`. */
  text_message?: string;
  format: 'DD-MM-YYYY' | 'MM-DD-YYYY' | 'YYYY-MM-DD' | (string & {});
  /** First date that can be chosen, in `format`. */
  startDate?: string;
  /** Last date that can be chosen, in `format`. */
  endDate?: string;
  view_type?: 'inline' | 'slider' | (string & {});
}

/** Asks for a date, which is sent and shown in `format` (docs/protocol.md §6.4). */
export interface DateTemplate extends DateBase {
  template_type: 'dateTemplate';
}

export const dateFormat = or(text, 'DD-MM-YYYY');

export const dateFields = { title: text, text_message: text, startDate: text, endDate: text, view_type: text };

export const parseDate = template<DateTemplate>(
  { template_type: named('dateTemplate'), format: dateFormat },
  dateFields,
);
