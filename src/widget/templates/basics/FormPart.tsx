import type { VNode } from 'preact';
import { Bubble } from '../../messages/Bubble.js';
import { safeUrl } from '../../text/safe-url.js';
import { ActionButtons } from '../ActionButtons.js';
import type { ComponentOf, TemplateProps } from '../draw-template.js';

/** A digital form, behind a link. */
export function FormPart({ template: part, ...scope }: TemplateProps<ComponentOf<'form'>>): VNode {
  const href = safeUrl(part.formLink);
  const title = part.title ?? scope.i18n.t.openForm;
  return (
    <>
      <Bubble text={part.text} message={scope.message} i18n={scope.i18n} />
      <ActionButtons {...scope} actions={href ? [{ kind: 'open', title, href }] : []} />
    </>
  );
}
