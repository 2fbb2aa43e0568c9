import { named, object, template, verbatim } from './read-fields.js';
import type { TemplateBase } from './template-base.js';

/**
 * A page in a frame (docs/protocol.md §6.5). The platform's own client makes this template of inline forms. Authors put the address
 * into different fields.
 */
export interface IframeTemplate extends TemplateBase {
  template_type: 'iframe';
  formData?: { formLink?: string };
  formLink?: string;
  url?: string;
}

export const parseIframe = template<IframeTemplate>(
  { template_type: named('iframe') },
  { formData: object({}, { formLink: verbatim }), formLink: verbatim, url: verbatim },
);
