import type { VNode } from 'preact';
import type { SendInput } from '../../client/chat-client.js';
import type { TemplateStrings } from '../i18n/template-strings.js';
import { linkText } from '../lib/link-text.js';
import { Thumb } from './shared/Thumb.js';
import { type Action, isChosen } from './to-action.js';

export interface ActionButtonProps {
  action: Action;
  strings: TemplateStrings;
  answer: string | undefined;
  isOver?: boolean | undefined;
  /** @default 'action' */
  class?: string;
  onSend: (input: SendInput) => void;
}

/** Draws an action: a link if it opens an address, a button if it sends an answer. */
export function ActionButton(props: ActionButtonProps): VNode {
  const { action, strings, answer, isOver, onSend } = props;
  const className = props.class ?? 'action';
  const content = [
    action.picture && <Thumb class="action-picture" src={action.picture} />,
    <bdi>{action.kind === 'open' ? linkText(action.title, action.href) : action.title}</bdi>,
  ];
  if (action.kind === 'open') {
    return (
      <a class={className} part="action" href={action.href} target="_blank" rel="noopener noreferrer">
        {content}
      </a>
    );
  }
  const chosen = isChosen(action, answer);
  return (
    <button
      type="button"
      class={chosen ? `${className} chosen` : className}
      part="action"
      // Not `disabled`: the user who has just pressed the button would lose the focus.
      aria-disabled={isOver ? 'true' : undefined}
      onClick={isOver ? undefined : () => onSend(action.input)}
    >
      {content}
      {chosen && <span class="sr"> ({strings.chosen})</span>}
    </button>
  );
}
