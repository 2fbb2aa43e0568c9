import { createRef, Fragment, type VNode } from 'preact';
import type { ChatClient, SendInput } from '../../client/chat-client.js';
import type { ChatMessage } from '../../conversation/chat-message.js';
import { systemClock } from '../../lib/clock.js';
import type { I18n } from '../i18n/i18n.js';
import { LazyModule } from '../lib/lazy-module.js';
import { PureComponent } from '../lib/pure-component.js';
import type { HistoryState } from '../store/chat-session.js';
import type { WelcomeStrings } from '../store/welcome-strings.js';
import { Icon } from '../ui/Icon.js';
import { groupMessages, type MessageGroup, WHOLE_UP_TO } from './group-messages.js';
import { HistoryLoader } from './HistoryLoader.js';
import { Intro } from './Intro.js';
import { MessageGroupView } from './MessageGroupView.js';
import { type ReadingPlace, ScrollAnchor, SUPPORTS_ANCHORING } from './scroll-anchor.js';
import { TypingDots } from './TypingDots.js';
import type { Segment, VirtualList } from './virtual-list.js';

export interface MessageListProps {
  messages: readonly ChatMessage[];
  history: HistoryState;
  /** True while messages can be sent and received. */
  ready: boolean;
  typing: ChatClient['typing'];
  /** Name of the author who is typing. */
  typist: string;
  botName: string;
  /** The welcome for a user who has not sent anything yet. */
  welcome: WelcomeStrings | undefined;
  i18n: I18n;
  client: ChatClient;
  onSend: (input: SendInput) => void;
  onRetry: (id: string) => void;
  onDiscard: (id: string) => void;
  onLoadEarlier: () => void;
}

interface MessageListState {
  /** The reader is at the end, and the list scrolls along as it grows. */
  following: boolean;
  /** All messages are rendered, for the virtual cursor of screen readers or the browser's find-in-page. */
  whole: boolean;
}

/** Scrolling up to within this distance of the beginning, in CSS pixels, loads the next older page. */
const LOAD_AT_PX = 80;

const virtualListModule = new LazyModule(
  () => import('./virtual-list.js'),
  'only the end of a long conversation is shown',
);

/** Renders the conversation; long ones are virtualized (virtual-list.ts). */
export class MessageList extends PureComponent<MessageListProps, MessageListState> {
  override state: MessageListState = { following: true, whole: false };
  readonly #scroller = createRef<HTMLElement>();
  readonly #content = createRef<HTMLDivElement>();
  #loader: HTMLButtonElement | null = null;
  #anchor: ScrollAnchor | undefined;
  readonly #list = createRef<HTMLOListElement>();
  /** Created for a long conversation. Until it has loaded, only the end is rendered. */
  #virtualList: VirtualList | undefined;
  #isRequested = false;
  /** The virtual list was created in the last render: the visible groups must be chosen again. */
  #isNewList = false;
  #groups: readonly MessageGroup[] = [];
  #drawn: readonly MessageGroup[] = [];
  /** Key of the group that has the focus. It stays rendered, however far away it is scrolled. */
  #focused: string | undefined;
  /** Id of the newest message that was visible while the reader followed. */
  #lastSeen: string | undefined;

  override componentDidMount(): void {
    this.#anchor = new ScrollAnchor(this.#scroller.current!, this.#content.current!);
    this.#measure();
    this.#anchor.scrollToEnd();
    this.#loadVirtualList();
  }

  override getSnapshotBeforeUpdate(): ReadingPlace | undefined {
    return this.#anchor?.readingPlace();
  }

  override componentDidUpdate(before: MessageListProps, _state: unknown, place: ReadingPlace | undefined): void {
    this.#measure();
    this.#loadVirtualList();
    const newest = this.props.messages.at(-1);
    const justSent = newest?.from === 'user' && newest.id !== before.messages.at(-1)?.id;
    if (justSent) this.#scrollToEnd();
    else if (before !== this.props || this.state.following || this.#isNewList || !SUPPORTS_ANCHORING) {
      this.#isNewList = false;
      this.#anchor?.restore(place);
      this.#renderVisible();
    }
  }

  override componentWillUnmount(): void {
    this.#anchor?.destroy();
  }

  #loadVirtualList(): void {
    if (this.#isRequested || this.props.messages.length <= WHOLE_UP_TO) return;
    this.#isRequested = true;
    if (!virtualListModule.loaded) void virtualListModule.load().then(() => this.forceUpdate());
  }

  /** The button disappears when all messages have loaded. If it had the focus, the list takes it over. */
  readonly #setLoader = (button: HTMLButtonElement | null) => {
    const { activeElement } = (button ?? this.#loader)!.getRootNode() as ShadowRoot;
    if (!button && activeElement === this.#loader) this.#scroller.current?.focus({ preventScroll: true });
    this.#loader = button;
  };

  readonly #scrollToEnd = () => {
    this.#anchor?.scrollToEnd();
    this.setState({ following: true });
  };

  readonly #onScroll = () => {
    const anchor = this.#anchor!;
    anchor.onScroll();
    this.setState({ following: anchor.following });
    this.#renderVisible();
    const { history, onLoadEarlier } = this.props;
    if (history === 'more' && !anchor.following && this.#scroller.current!.scrollTop < LOAD_AT_PX) onLoadEarlier();
  };

  /** Renders the groups that have come near the view. */
  #renderVisible(): void {
    const scroller = this.#scroller.current!;
    if (this.#anchor!.following) return;
    const top = scroller.getBoundingClientRect().top - this.#list.current!.getBoundingClientRect().top;
    if (this.#virtualList?.showAround(top, scroller.clientHeight)) this.forceUpdate();
  }

  #measure(): void {
    if (!this.state.whole) this.#virtualList?.measureAll(this.#list.current!.children, this.#drawn);
  }

  readonly #onFocusIn = (event: FocusEvent) => {
    this.#focused = (event.target as Element).closest<HTMLElement>('.group')?.dataset.key;
  };

  /** After "Show all", the reader wants to continue where the text was cut, not at its end. */
  readonly #onClick = (event: MouseEvent) => {
    if (!(event.target as Element).closest('.rest')) return;
    this.#anchor!.stopFollowing();
    this.setState({ following: false });
  };

  readonly #onFocusOut = () => {
    this.#focused = undefined;
  };

  readonly #onKeyDown = (event: KeyboardEvent) => {
    // Find-in-page only finds what is in the DOM. It opens after this event, and after the render that this event
    // causes.
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'f') this.#showWhole();
  };

  readonly #showWhole = () => this.setState({ whole: true });

  /** Returns the number of messages from others that arrived while the reader was further up. */
  #countUnseen(): number {
    const { messages } = this.props;
    if (this.state.following) {
      this.#lastSeen = messages.at(-1)?.id;
      return 0;
    }
    const after = messages.length - 1 - messages.findLastIndex((message) => message.id === this.#lastSeen);
    return after === 0 ? 0 : messages.slice(-after).filter((message) => message.from !== 'user').length;
  }

  #segments(): readonly Segment[] {
    const { following, whole } = this.state;
    const count = this.props.messages.length;
    if (!this.#virtualList) {
      const isLong = count > WHOLE_UP_TO && !whole;
      if (!isLong || !virtualListModule.loaded) {
        return this.#groups.slice(isLong ? -WHOLE_UP_TO : 0).map((group) => ({ group }));
      }
      this.#virtualList = new virtualListModule.loaded.VirtualList();
      this.#isNewList = true;
    }
    this.#virtualList.whole = whole;
    this.#virtualList.update(this.#groups, count);
    if (following || this.#isNewList) this.#virtualList.follow(this.#scroller.current?.clientHeight);
    return this.#virtualList.segments(this.#focused);
  }

  render({
    messages,
    history,
    ready,
    typing,
    typist,
    botName,
    welcome,
    i18n,
    client,
    onSend,
    onRetry,
    onDiscard,
    onLoadEarlier,
  }: MessageListProps): VNode {
    this.#groups = groupMessages(
      messages,
      this.#groups,
      virtualListModule.loaded?.countUnchanged(messages, this.#groups),
    );
    const segments = this.#segments();
    this.#drawn = segments.flatMap((segment) => ('group' in segment ? segment.group : []));
    const complete = this.#drawn.length === this.#groups.length;
    const latestOwn = this.#groups.findLast((group) => group.from === 'user');
    const unseen = this.#countUnseen();
    const now = systemClock.now();
    return (
      <div class="list">
        {!complete && (
          <button type="button" class="quiet skip" onClick={this.#showWhole}>
            {i18n.t.showWhole}
          </button>
        )}
        <section
          class="scroller"
          part="messages"
          aria-label={i18n.t.conversation}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable area must be reachable by keyboard
          tabIndex={0}
          ref={this.#scroller}
          onScroll={this.#onScroll}
          onKeyDown={this.#onKeyDown}
        >
          <div class="content" ref={this.#content}>
            <HistoryLoader history={history} t={i18n.t} onLoad={onLoadEarlier} buttonRef={this.#setLoader} />
            {!latestOwn && (messages.length === 0 ? history !== 'loading' : welcome && history === 'complete') && (
              <Intro
                // Not before the history has loaded: the welcome would flash before an existing conversation appears.
                welcome={history === 'complete' ? welcome : undefined}
                botName={botName}
                i18n={i18n}
                hint={ready && i18n.t.begin}
                onSend={onSend}
              />
            )}
            <ol
              class={this.state.whole ? 'groups whole' : 'groups'}
              ref={this.#list}
              onFocusIn={this.#onFocusIn}
              onFocusOut={this.#onFocusOut}
              onClickCapture={this.#onClick}
            >
              {segments.map((segment) =>
                'group' in segment ? (
                  <Fragment key={segment.group.key}>
                    {segment.group.newDay && (
                      <li class="day" part="day">
                        {i18n.day(segment.group.messages[0]!.createdAt, now)}
                      </li>
                    )}
                    <MessageGroupView
                      group={segment.group}
                      i18n={i18n}
                      botName={botName}
                      latest={segment.group === latestOwn}
                      client={client}
                      onSend={onSend}
                      onRetry={onRetry}
                      onDiscard={onDiscard}
                    />
                  </Fragment>
                ) : (
                  <li
                    key={segment.key}
                    class="space"
                    aria-hidden="true"
                    style={{ blockSize: `${segment.spacePx}px` }}
                  />
                ),
              )}
            </ol>
            {typing.active && <TypingDots label={i18n.t.typing(typist)} />}
          </div>
        </section>
        {unseen > 0 && (
          <button type="button" class="pill" part="new-messages" onClick={this.#scrollToEnd}>
            <Icon name="down" />
            <bdi>{i18n.t.newMessages(unseen)}</bdi>
          </button>
        )}
      </div>
    );
  }
}
