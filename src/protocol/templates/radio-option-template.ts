import { flag, list, named, object, template, text, verbatim } from './read-fields.js';
import type { TemplateBase } from './template-base.js';

/** Asks for one of a few options (docs/protocol.md §6.3). */
export interface RadioOptionTemplate extends TemplateBase {
  template_type: 'radioOptionTemplate';
  heading?: string;
  slideView?: boolean;
  /** @default 'Confirm' */
  submitButtonText?: string;
  /** `postback.value` is sent and `postback.title` is shown. Options that lack either are left out. */
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
