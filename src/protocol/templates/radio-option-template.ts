import { flag, list, named, object, template, text, verbatim } from './read-fields.js';
import type { TemplateBase } from './template-base.js';

/** One of a few (protocol.md §6.3). */
export interface RadioOptionTemplate extends TemplateBase {
  template_type: 'radioOptionTemplate';
  heading?: string;
  slideView?: boolean;
  /** @default 'Confirm' */
  submitButtonText?: string;
  /** `postback.value` is sent, `postback.title` shown; without both the option is dead. */
  radioOptions: { title: string; value?: string; postback: { title: string; value: string } }[];
}

export const parseRadioOption = template<RadioOptionTemplate>(
  {
    template_type: named('radioOptionTemplate'),
    radioOptions: list(
      object({ title: text, postback: object({ title: text, value: verbatim }, {}) }, { value: text }),
    ),
  },
  { heading: text, slideView: flag, submitButtonText: text },
);
