import { bareObject, isObject } from '../../../lib/json.js';
import { parseIframe } from '../../../protocol/templates/iframe-template.js';
import { text, verbatim } from '../../../protocol/templates/read-fields.js';

/** A page with a form, as the parts of messages and the platform's own `iframe` template name it (protocol.md §6.2). */
export interface FormPart {
  readonly text: string | undefined;
  readonly title: string | undefined;
  readonly formLink: string | undefined;
  /** In the message. Else in a dialog. */
  readonly isInline: boolean;
}

/** A part of type `form`: the box around it was opened by src/protocol/unwrap.ts. */
export function readFormPart(part: unknown): FormPart {
  const { text: strings, title, formLink, renderType } = bareObject(isObject(part) ? { ...part } : {});
  return { text: text(strings), title: text(title), formLink: verbatim(formLink), isInline: renderType === 'inline' };
}

/** The template `iframe`: a form that is always in the message. */
export function readFrameTemplate(payload: unknown): FormPart {
  const { text: strings, formData, formLink, url } = parseIframe(payload);
  return { text: strings, title: undefined, formLink: formData?.formLink ?? formLink ?? url, isInline: true };
}
