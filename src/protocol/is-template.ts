import type { KnownTemplate, TemplateOf, TemplatePayload } from './templates/index.js';

/** Narrows a payload to one template type. Checks only `template_type`; the bot may have sent any fields. */
export function isTemplate<Type extends KnownTemplate['template_type']>(
  payload: TemplatePayload,
  type: Type,
): payload is TemplateOf<Type> {
  return payload.template_type === type;
}
