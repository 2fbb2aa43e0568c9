import { Component, createRef, type VNode } from 'preact';
import type { ChatClient } from '../../client/chat-client.js';
import type { Catalogue } from '../i18n/catalogue.js';
import { addStylesAround } from '../styles/add-styles.js';
import { Countdown } from '../ui/Countdown.js';
import type { ConnectionTone } from './connection-text.js';

const STYLES = `
.banner{flex:none;display:flex;flex-wrap:wrap;align-items:center;justify-content:center;gap:0 8px;min-block-size:40px;padding:4px 16px;
background:var(--_bubble);border-block-end:1px solid var(--_border);font-size:.875em;text-align:center;font-variant-numeric:tabular-nums}
.banner.bad{color:var(--_danger)}
.banner>span{unicode-bidi:plaintext}
`;

export interface ConnectionProblem {
  /** What is wrong and what happens next. The banner adds the countdown of `waiting`. */
  readonly problem: string;
  /** What the user can do about it. */
  readonly action?: string;
}

/** Returns the reason in words that users understand. Developers find the details in the `xo-error` event. */
function reasonOf(code: string, t: Catalogue): string {
  if (/^XO_(?:JWT|TOKEN)_/.test(code)) return t.signInFailed;
  if (code === 'XO_SOCKET_POLICY') return t.refused;
  if (code.startsWith('XO_CONFIG_')) return t.notSetUp;
  return t.unreachable;
}

/** Returns what is wrong with the connection, undefined if nothing is. */
export function connectionProblem(state: ChatClient['state'], t: Catalogue): ConnectionProblem | undefined {
  switch (state.status) {
    case 'idle':
    case 'ready':
      return undefined;
    case 'authorizing':
    case 'starting':
    case 'opening':
      // From the second attempt on, the banner stays, so that the layout does not jump with each attempt.
      return state.attempt > 0 ? { problem: t.connecting } : undefined;
    case 'waiting':
      return { problem: t.reconnecting, action: t.tryNow };
    case 'offline':
      return { problem: t.offline };
    case 'failed':
      // Support staff need the code more than the sentence.
      return { problem: `${reasonOf(state.cause.code, t)} (${state.cause.code})`, action: t.retry };
    case 'closed':
      return { problem: t.notConnected, action: t.retry };
    default:
      return state satisfies never;
  }
}

export interface ConnectionBannerProps extends ConnectionProblem {
  state: ChatClient['state'];
  tone: ConnectionTone;
  t: Catalogue;
  onConnect: () => void;
}

/** Shows what is wrong with the connection, what happens next, and what the user can do. */
export class ConnectionBanner extends Component<ConnectionBannerProps> {
  readonly #banner = createRef<HTMLDivElement>();

  override componentDidMount(): void {
    addStylesAround(this.#banner.current!, STYLES);
  }

  render({ state, tone, problem, action, t, onConnect }: ConnectionBannerProps): VNode {
    const waiting = state.status === 'waiting';
    return (
      <div ref={this.#banner} class={`banner ${tone}`} part="banner">
        <span>
          {waiting ? (
            <Countdown
              until={state.retryAt}
              everyMs={1000}
              text={(leftMs) => t.reconnectingIn(Math.ceil(leftMs / 1000))}
            />
          ) : (
            problem
          )}
        </span>
        {/* Only here: between longer sentences it would dangle at a line end. */}
        {waiting && <span aria-hidden="true">·</span>}
        {action && (
          <button type="button" class="inline" onClick={onConnect}>
            {action}
          </button>
        )}
      </div>
    );
  }
}
