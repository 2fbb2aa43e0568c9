import type { VNode } from 'preact';
import { ActionButtons } from '../ActionButtons.js';
import type { TemplateScope } from '../draw-template.js';
import type { Action } from '../to-action.js';

export interface MenuProps extends TemplateScope {
  actions: readonly Action[];
  /** @default strings.moreActions */
  title?: string | undefined;
}

/** Draws further actions, folded. They unfold in place, because a floating menu could be cut off at the edge of the window. */
export function Menu({ actions, title, ...scope }: MenuProps): VNode | null {
  if (actions.length === 0) return null;
  return (
    <details class="menu">
      <summary>{title || scope.strings.moreActions}</summary>
      <ActionButtons {...scope} actions={actions} layout="stack" />
    </details>
  );
}
