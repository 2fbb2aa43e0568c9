import type { VNode } from 'preact';
import type { ChatClient } from '../../client/chat-client.js';
import type { Catalogue } from '../i18n/catalogue.js';
import { Countdown } from './Countdown.js';
import type { ConnectionWords } from './connection-words.js';

export interface ConnectionBannerProps {
  state: ChatClient['state'];
  words: ConnectionWords;
  t: Catalogue;
  onConnect: () => void;
}

/** What is wrong with the connection, what happens next, and what can be done. Absent while all is well. */
export function ConnectionBanner({ state, words, t, onConnect }: ConnectionBannerProps): VNode | null {
  const { problem, action, tone } = words;
  if (!problem) return null;
  const waiting = state.status === 'waiting';
  return (
    <div class={`banner ${tone}`} part="banner">
      <span>
        {waiting ? (
          <Countdown
            until={state.retryAt}
            everyMs={1000}
            words={(leftMs) => t.reconnectingIn(Math.ceil(leftMs / 1000))}
          />
        ) : (
          problem
        )}
      </span>
      {/* Between sentences that may break into lines it would hang at the end of one. */}
      {waiting && <span aria-hidden="true">·</span>}
      {action && (
        <button type="button" class="inline" onClick={onConnect}>
          {action}
        </button>
      )}
    </div>
  );
}
