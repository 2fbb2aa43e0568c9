import type { ComponentChildren, VNode } from 'preact';
import { ActionButton } from '../ActionButton.js';
import type { TemplateScope } from '../draw-template.js';
import type { Action } from '../to-action.js';
import { TemplateText } from './TemplateText.js';
import { Thumb } from './Thumb.js';

export interface RowProps extends TemplateScope {
  title: string;
  subtitle?: string | undefined;
  picture?: string | undefined;
  /** The action of the whole row. */
  action?: Action | undefined;
  /** Content at the end of the row, next to the title. */
  end?: ComponentChildren;
  /** Content below the title. */
  children?: ComponentChildren;
}

/** Draws one item of a list. With an action, the whole row is clickable; buttons and links in it stay on top. */
export function Row({ title, subtitle, picture, action, end, children, ...scope }: RowProps): VNode {
  return (
    <li class={action ? 'row pressable' : 'row'} part="row">
      <Thumb src={picture} />
      <div class="row-body">
        {action ? (
          <ActionButton {...scope} class="row-title" action={{ ...action, title, picture: undefined }} />
        ) : (
          <TemplateText class="row-title" text={title} i18n={scope.i18n} />
        )}
        <TemplateText class="row-more" text={subtitle} i18n={scope.i18n} />
      </div>
      {end && <div class="row-end">{end}</div>}
      <div class="row-rest">{children}</div>
    </li>
  );
}
