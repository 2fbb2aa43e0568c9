import type { KnownTemplate, TemplateOf, TemplatePayload } from './templates/index.js';

/** Narrows a payload to one template. Looks at `template_type` alone: the fields are as the bot sent them. */
export function isTemplate<Type extends KnownTemplate['template_type']>(
  payload: TemplatePayload,
  type: Type,
): payload is TemplateOf<Type> {
  return payload.template_type === type;
}
