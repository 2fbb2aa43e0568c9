import type { RefCallback, VNode } from 'preact';
import type { Catalogue } from '../i18n/catalogue.js';
import type { HistoryState } from '../store/chat-session.js';

export interface HistoryLoaderProps {
  history: HistoryState;
  t: Catalogue;
  onLoad: () => void;
  buttonRef: RefCallback<HTMLButtonElement>;
}

/** The button at the top of the list that loads older messages. Scrolling up does the same. */
export function HistoryLoader({ history, t, onLoad, buttonRef }: HistoryLoaderProps): VNode | null {
  switch (history) {
    case 'unknown':
    case 'complete':
      return null;
    case 'loading':
    case 'more':
    case 'failed':
      return (
        <p class="loader">
          {/* Not disabled while loading, so that it keeps the focus; a press then does nothing. */}
          <button type="button" class="quiet" ref={buttonRef} aria-disabled={history === 'loading'} onClick={onLoad}>
            {history === 'loading' ? t.loadingEarlier : history === 'more' ? t.loadEarlier : t.loadEarlierFailed}
          </button>
        </p>
      );
    default:
      return history satisfies never;
  }
}
