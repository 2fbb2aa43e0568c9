import type { VNode } from 'preact';
import type { SendInput } from '../../client/chat-client.js';
import type { TemplateStrings } from '../i18n/template-strings.js';
import { ActionButton } from './ActionButton.js';
import type { Action } from './to-action.js';

export interface ActionButtonsProps {
  actions: readonly Action[];
  strings: TemplateStrings;
  /** What the user has answered: the action that says so is marked. */
  answer: string | undefined;
  /** One choice, once: over when there is an answer. */
  once?: boolean | undefined;
  /** Further classes: how they are laid out. */
  layout?: string | undefined;
  onSend: (input: SendInput) => void;
}

/** The choices of a template: a link where it opens an address, a button where it answers. */
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
