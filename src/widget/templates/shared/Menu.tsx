import type { VNode } from 'preact';
import { ActionButtons } from '../ActionButtons.js';
import type { TemplateScope } from '../draw-template.js';
import type { Action } from '../to-action.js';

export interface MenuProps extends TemplateScope {
  actions: readonly Action[];
  /** @default words.moreActions */
  title?: string | undefined;
}

/** Actions that there is no place for. They unfold where they are: nothing floats out of the window. */
export function Menu({ actions, title, ...scope }: MenuProps): VNode | null {
  if (actions.length === 0) return null;
  return (
    <details class="menu">
      <summary>{title || scope.strings.moreActions}</summary>
      <ActionButtons {...scope} actions={actions} layout="stack" />
    </details>
  );
}
