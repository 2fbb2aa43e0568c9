import type { VNode } from 'preact';
import type { ButtonsLayout } from '../../../protocol/templates/action.js';
import { ActionButtons } from '../ActionButtons.js';
import type { TemplateScope } from '../draw-template.js';
import type { Action } from '../to-action.js';
import { Menu } from './Menu.js';

export interface LimitedActionsProps extends TemplateScope {
  actions: readonly Action[];
  buttonsLayout: ButtonsLayout | undefined;
}

/** Draws as many buttons as the bot's author has asked for, and the others in a menu. */
export function LimitedActions({ actions, buttonsLayout, ...scope }: LimitedActionsProps): VNode {
  const count = Number(buttonsLayout?.displayLimit?.count);
  const limit = count > 0 ? count : actions.length;
  const layout = buttonsLayout?.style === 'fitToWidth' ? 'stack full' : undefined;
  return (
    <>
      <ActionButtons {...scope} actions={actions.slice(0, limit)} layout={layout} />
      <Menu {...scope} actions={actions.slice(limit)} />
    </>
  );
}
