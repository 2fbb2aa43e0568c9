import { type Action, action } from './action.js';
import { count, list, named, object, or, template, text, verbatim } from './read-fields.js';
import type { TemplateBase } from './template-base.js';

export interface FormField {
  /** Type of an HTML input. */
  type: string;
  label?: string;
  placeholder?: string;
  key?: string;
  maxLength?: number | string;
  /** Marks the field as secret. Shown instead of each character. @default '*' for passwords */
  piiReductionChar?: string;
  fieldButton?: { title?: string };
}

/**
 * Fields to fill in. Sends JSON `{key: value}` if every field has a key, else the values joined by commas. The message shows the
 * same with secrets masked (docs/protocol.md §6.4).
 */
export interface FormTemplate extends TemplateBase {
  template_type: 'form_template';
  heading?: string;
  formFields: FormField[];
  /** At most three. Types other than `cancel`, `postback` and URLs submit the form. */
  buttons?: Action[];
}

export const parseForm = template<FormTemplate>(
  {
    template_type: named('form_template'),
    formFields: list(
      object<FormField>(
        { type: or(text, 'text') },
        {
          label: text,
          placeholder: text,
          key: verbatim,
          maxLength: count,
          piiReductionChar: text,
          fieldButton: object({}, { title: text }),
        },
      ),
    ),
  },
  { heading: text, buttons: list(action, 3) },
);
