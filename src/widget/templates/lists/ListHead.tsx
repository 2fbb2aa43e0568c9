import type { ComponentChildren, VNode } from 'preact';
import type { TemplateScope } from '../draw-template.js';
import { TemplateText } from '../shared/TemplateText.js';

export interface ListHeadProps extends TemplateScope {
  title: string | undefined;
  description: string | undefined;
  /** Content at the end. */
  children?: ComponentChildren;
}

/** Draws the title and description of a list. */
export function ListHead({ title, description, i18n, children }: ListHeadProps): VNode | null {
  if (!title && !description && !children) return null;
  return (
    <div class="card-head">
      <div class="row-body">
        <TemplateText class="row-title" text={title} i18n={i18n} />
        <TemplateText class="row-more" text={description} i18n={i18n} />
      </div>
      {children && <div class="row-end">{children}</div>}
    </div>
  );
}
