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
  /** Marks a secret: replaces each of its characters. @default '*' for passwords */
  piiReductionChar?: string;
  fieldButton?: { title?: string };
}

/**
 * Fields to fill in. Sends JSON `{key: value}` when every field has a key, else the values joined by commas; people see the
 * same with secrets masked (protocol.md §6.4).
 */
export interface FormTemplate extends TemplateBase {
  template_type: 'form_template';
  heading?: string;
  formFields: FormField[];
  /** Up to three. `cancel`, `postback` and URLs do what they say, any other type submits. */
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
