import type { VNode } from 'preact';
import type { SendInput } from '../../client/chat-client.js';
import type { Action } from './actions.js';

export interface ActionButtonsProps {
  actions: readonly Action[];
  onSend: (input: SendInput) => void;
}

/** The choices of a template: a link where it opens an address, a button where it answers. */
export function ActionButtons({ actions, onSend }: ActionButtonsProps): VNode | null {
  if (actions.length === 0) return null;
  return (
    <div class="actions" part="actions">
      {actions.map((action) =>
        action.kind === 'open' ? (
          <a class="action" part="action" dir="auto" href={action.href} target="_blank" rel="noopener noreferrer">
            {action.title}
          </a>
        ) : (
          <button type="button" class="action" part="action" dir="auto" onClick={() => onSend(action.input)}>
            {action.title}
          </button>
        ),
      )}
    </div>
  );
}
