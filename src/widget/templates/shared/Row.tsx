import type { ComponentChildren, VNode } from 'preact';
import { ActionButton } from '../ActionButton.js';
import type { TemplateScope } from '../draw-template.js';
import type { Action } from '../to-action.js';
import { Thumb } from './Thumb.js';
import { Strings } from './Words.js';

export interface RowProps extends TemplateScope {
  title: string;
  subtitle?: string | undefined;
  picture?: string | undefined;
  /** What a press on the row does. */
  action?: Action | undefined;
  /** What stands at its end, beside the title. */
  end?: ComponentChildren;
  /** What stands below both. */
  children?: ComponentChildren;
}

/** One thing of a list. All of it can be pressed where it does something; what else is in it stays above. */
export function Row({ title, subtitle, picture, action, end, children, ...scope }: RowProps): VNode {
  return (
    <li class={action ? 'row pressable' : 'row'} part="row">
      <Thumb src={picture} />
      <div class="row-body">
        {action ? (
          <ActionButton {...scope} class="row-title" action={{ ...action, title, picture: undefined }} />
        ) : (
          <Strings class="row-title" text={title} i18n={scope.i18n} />
        )}
        <Strings class="row-more" text={subtitle} i18n={scope.i18n} />
      </div>
      {end && <div class="row-end">{end}</div>}
      <div class="row-rest">{children}</div>
    </li>
  );
}
