import type { CustomTemplates } from './extensions.js';
import type { KnownTemplate, TemplateOf, TemplatePayload } from './templates/index.js';

/** Narrows a payload to one template type. Checks only `template_type`; the bot may have sent any fields. */
export function isTemplate<Type extends KnownTemplate['template_type']>(
  payload: TemplatePayload,
  type: Type,
): payload is TemplateOf<Type>;
export function isTemplate<Type extends keyof CustomTemplates>(
  payload: TemplatePayload,
  type: Type,
): payload is CustomTemplates[Type];
export function isTemplate(payload: TemplatePayload, type: string): boolean {
  return (payload as { template_type: unknown }).template_type === type;
}
