import { createRef, Fragment, type VNode } from 'preact';
import type { ChatClient, SendInput } from '../../client/chat-client.js';
import type { ChatMessage } from '../../conversation/chat-message.js';
import { systemClock } from '../../lib/clock.js';
import { Avatar } from '../app/Avatar.js';
import { Icon } from '../app/Icon.js';
import type { I18n } from '../i18n/i18n.js';
import { PureComponent } from '../pure-component.js';
import type { HistoryState } from '../session/chat-session.js';
import { groupMessages, type MessageGroup } from './group-messages.js';
import { HistoryLoader } from './HistoryLoader.js';
import { MessageGroupView } from './MessageGroupView.js';
import { type ReadingPlace, ScrollKeeper } from './scroll-keeper.js';
import { TypingDots } from './TypingDots.js';

export interface MessageListProps {
  messages: readonly ChatMessage[];
  history: HistoryState;
  /** True while messages can flow. */
  ready: boolean;
  typing: ChatClient['typing'];
  /** Who is writing, while somebody is. */
  typist: string;
  botName: string;
  i18n: I18n;
  onSend: (input: SendInput) => void;
  onRetry: (id: string) => void;
  onDiscard: (id: string) => void;
  onLoadEarlier: () => void;
}

/** Closer to the beginning than this, in CSS pixels, scrolling up asks for the next older page. */
const LOAD_AT_PX = 80;

/**
 * The conversation. Alone in knowing how messages become elements and which of them exist: a windowed list takes its place
 * without a change anywhere else.
 */
export class MessageList extends PureComponent<MessageListProps, { following: boolean }> {
  override state = { following: true };
  readonly #scroller = createRef<HTMLElement>();
  readonly #content = createRef<HTMLDivElement>();
  #keeper: ScrollKeeper | undefined;
  #groups: readonly MessageGroup[] = [];
  /** The newest message that was on screen while the reader followed. */
  #seen: string | undefined;

  override componentDidMount(): void {
    this.#keeper = new ScrollKeeper(this.#scroller.current!, this.#content.current!);
    this.#keeper.toEnd();
  }

  override getSnapshotBeforeUpdate(): ReadingPlace | undefined {
    return this.#keeper?.place();
  }

  override componentDidUpdate(before: MessageListProps, _state: unknown, place: ReadingPlace | undefined): void {
    const newest = this.props.messages.at(-1);
    const justSent = newest?.from === 'user' && newest.id !== before.messages.at(-1)?.id;
    if (justSent) this.#toEnd();
    else this.#keeper?.restore(place);
  }

  override componentWillUnmount(): void {
    this.#keeper?.dispose();
  }

  readonly #toEnd = () => {
    this.#keeper?.toEnd();
    this.setState({ following: true });
  };

  readonly #scrolled = () => {
    const keeper = this.#keeper!;
    keeper.scrolled();
    this.setState({ following: keeper.following });
    const { history, onLoadEarlier } = this.props;
    if (history === 'more' && !keeper.following && this.#scroller.current!.scrollTop < LOAD_AT_PX) onLoadEarlier();
  };

  /** Messages of others that came while the reader was further up. */
  #countUnseen(): number {
    const { messages } = this.props;
    if (this.state.following) {
      this.#seen = messages.at(-1)?.id;
      return 0;
    }
    const after = messages.length - 1 - messages.findLastIndex((message) => message.id === this.#seen);
    return after === 0 ? 0 : messages.slice(-after).filter((message) => message.from !== 'user').length;
  }

  render({
    messages,
    history,
    ready,
    typing,
    typist,
    botName,
    i18n,
    onSend,
    onRetry,
    onDiscard,
    onLoadEarlier,
  }: MessageListProps): VNode {
    this.#groups = groupMessages(messages, this.#groups);
    const latestOwn = this.#groups.findLast((group) => group.from === 'user');
    const unseen = this.#countUnseen();
    const now = systemClock.now();
    return (
      <div class="list">
        <section
          class="scroller"
          part="messages"
          aria-label={i18n.t.conversation}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be within reach of the keyboard
          tabIndex={0}
          ref={this.#scroller}
          onScroll={this.#scrolled}
        >
          <div class="content" ref={this.#content}>
            <HistoryLoader history={history} t={i18n.t} onLoad={onLoadEarlier} />
            {messages.length === 0 && history !== 'loading' && (
              <div class="intro">
                <Avatar name={botName} />
                {ready && i18n.t.begin}
              </div>
            )}
            <ol class="groups">
              {this.#groups.map((group) => (
                <Fragment key={group.key}>
                  {group.newDay && (
                    <li class="day" part="day">
                      {i18n.day(group.messages[0]!.createdAt, now)}
                    </li>
                  )}
                  <MessageGroupView
                    group={group}
                    i18n={i18n}
                    botName={botName}
                    latest={group === latestOwn}
                    onSend={onSend}
                    onRetry={onRetry}
                    onDiscard={onDiscard}
                  />
                </Fragment>
              ))}
            </ol>
            {typing.active && <TypingDots label={i18n.t.typing(typist)} />}
          </div>
        </section>
        {unseen > 0 && (
          <button type="button" class="pill" part="new-messages" onClick={this.#toEnd}>
            <Icon name="down" />
            <bdi>{i18n.t.newMessages(unseen)}</bdi>
          </button>
        )}
      </div>
    );
  }
}
