import { bareObject, isObject } from '../../../lib/json.js';
import { parseIframe } from '../../../protocol/templates/iframe-template.js';
import { text as readText, verbatim } from '../../../protocol/templates/read-fields.js';

/** A digital form: a part of type `form` or the platform's `iframe` template (docs/protocol.md §6.2). */
export interface FormPart {
  readonly text: string | undefined;
  readonly title: string | undefined;
  readonly formLink: string | undefined;
  /** True if the form is drawn within the message, false if in a dialog. */
  readonly isInline: boolean;
}

/** Reads a part of type `form`, which src/protocol/unwrap.ts has unwrapped. */
export function readFormPart(part: unknown): FormPart {
  const { text: label, title, formLink, renderType } = bareObject(isObject(part) ? { ...part } : {});
  return {
    text: readText(label),
    title: readText(title),
    formLink: verbatim(formLink),
    isInline: renderType === 'inline',
  };
}

/** Reads the template `iframe`: a form that is always drawn within the message. */
export function readFrameTemplate(payload: unknown): FormPart {
  const { text, formData, formLink, url } = parseIframe(payload);
  return { text, title: undefined, formLink: formData?.formLink ?? formLink ?? url, isInline: true };
}
