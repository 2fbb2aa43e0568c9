import type { VNode } from 'preact';
import type { SendInput } from '../../client/chat-client.js';
import type { TemplateStrings } from '../i18n/template-strings.js';
import { ActionButton } from './ActionButton.js';
import type { Action } from './to-action.js';

export interface ActionButtonsProps {
  actions: readonly Action[];
  strings: TemplateStrings;
  /** The user's answer. The action that sent it is marked. */
  answer: string | undefined;
  /** True if only one choice is allowed: all actions are disabled once there is an answer. */
  once?: boolean | undefined;
  /** Additional CSS classes for the layout. */
  layout?: string | undefined;
  onSend: (input: SendInput) => void;
}

/** Draws the actions of a template as a group of links and buttons. */
export function ActionButtons({ actions, strings, answer, once, layout, onSend }: ActionButtonsProps): VNode | null {
  if (actions.length === 0) return null;
  const isOver = once === true && answer !== undefined;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset looks different and cannot be laid out everywhere
    <div class={layout ? `actions ${layout}` : 'actions'} part="actions" role="group" aria-label={strings.choices}>
      {actions.map((action) => (
        <ActionButton action={action} strings={strings} answer={answer} isOver={isOver} onSend={onSend} />
      ))}
    </div>
  );
}
