/** Any template payload: `template_type` names it, the rest depends on it (protocol.md §6). */
export interface UnknownTemplate {
  template_type: string;
  [other: string]: unknown;
}

export type TemplatePayload = UnknownTemplate;
