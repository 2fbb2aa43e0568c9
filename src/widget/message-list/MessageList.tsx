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
import { ANCHORS, type ReadingPlace, ScrollAnchor } from './scroll-anchor.js';
import { TypingDots } from './TypingDots.js';
import type { Segment, VirtualList } from './virtual-list.js';

export interface MessageListProps {
  messages: readonly ChatMessage[];
  history: HistoryState;
  /** True while messages can flow. */
  ready: boolean;
  typing: ChatClient['typing'];
  /** Who is writing, while somebody is. */
  typist: string;
  botName: string;
  /** For who has not said anything yet. */
  welcome: WelcomeStrings | undefined;
  i18n: I18n;
  client: ChatClient;
  onSend: (input: SendInput) => void;
  onRetry: (id: string) => void;
  onDiscard: (id: string) => void;
  onLoadEarlier: () => void;
}

interface MessageListState {
  /** The reader is at the end, and stays there as it moves on. */
  following: boolean;
  /** All messages are drawn, for a screen reader's own cursor or the browser's search. */
  whole: boolean;
}

/** Closer to the beginning than this, in CSS pixels, scrolling up asks for the next older page. */
const LOAD_AT_PX = 80;

const late = new LazyModule(() => import('./virtual-list.js'), 'of a long conversation only the end is shown');

/** The conversation. Alone in knowing how messages become elements and, of a long one, which of them exist (list-window.ts). */
export class MessageList extends PureComponent<MessageListProps, MessageListState> {
  override state: MessageListState = { following: true, whole: false };
  readonly #scroller = createRef<HTMLElement>();
  readonly #content = createRef<HTMLDivElement>();
  #loader: HTMLButtonElement | null = null;
  #keeper: ScrollAnchor | undefined;
  readonly #list = createRef<HTMLOListElement>();
  /** Of a long conversation. Until it is here, the end is drawn. */
  #window: VirtualList | undefined;
  #asked = false;
  /** The window has come since the last drawing: what is drawn is to be chosen again. */
  #fresh = false;
  #groups: readonly MessageGroup[] = [];
  #drawn: readonly MessageGroup[] = [];
  /** Key of the group that has the focus. It stays, however far it is scrolled away. */
  #focused: string | undefined;
  /** The newest message that was on screen while the reader followed. */
  #seen: string | undefined;

  override componentDidMount(): void {
    this.#keeper = new ScrollAnchor(this.#scroller.current!, this.#content.current!);
    this.#measure();
    this.#keeper.toEnd();
    this.#askForWindow();
  }

  override getSnapshotBeforeUpdate(): ReadingPlace | undefined {
    return this.#keeper?.place();
  }

  override componentDidUpdate(before: MessageListProps, _state: unknown, place: ReadingPlace | undefined): void {
    this.#measure();
    this.#askForWindow();
    const newest = this.props.messages.at(-1);
    const justSent = newest?.from === 'user' && newest.id !== before.messages.at(-1)?.id;
    if (justSent) this.#toEnd();
    else if (before !== this.props || this.state.following || this.#fresh || !ANCHORS) {
      this.#fresh = false;
      this.#keeper?.restore(place);
      this.#look();
    }
  }

  override componentWillUnmount(): void {
    this.#keeper?.dispose();
  }

  #askForWindow(): void {
    if (this.#asked || this.props.messages.length <= WHOLE_UP_TO) return;
    this.#asked = true;
    if (!late.loaded) void late.load().then(() => this.forceUpdate());
  }

  /** When all messages are there, the button goes: what had the focus gives it to the list, not to the page. */
  readonly #keepLoader = (button: HTMLButtonElement | null) => {
    const { activeElement } = (button ?? this.#loader)!.getRootNode() as ShadowRoot;
    if (!button && activeElement === this.#loader) this.#scroller.current?.focus({ preventScroll: true });
    this.#loader = button;
  };

  readonly #toEnd = () => {
    this.#keeper?.toEnd();
    this.setState({ following: true });
  };

  readonly #scrolled = () => {
    const keeper = this.#keeper!;
    keeper.scrolled();
    this.setState({ following: keeper.following });
    this.#look();
    const { history, onLoadEarlier } = this.props;
    if (history === 'more' && !keeper.following && this.#scroller.current!.scrollTop < LOAD_AT_PX) onLoadEarlier();
  };

  /** Draws what has come near the view. */
  #look(): void {
    const scroller = this.#scroller.current!;
    if (this.#keeper!.following) return;
    const top = scroller.getBoundingClientRect().top - this.#list.current!.getBoundingClientRect().top;
    if (this.#window?.look(top, scroller.clientHeight)) this.forceUpdate();
  }

  #measure(): void {
    if (!this.state.whole) this.#window?.measureAll(this.#list.current!.children, this.#drawn);
  }

  readonly #focusIn = (event: FocusEvent) => {
    this.#focused = (event.target as Element).closest<HTMLElement>('.group')?.dataset.key;
  };

  /** Who opens a long text wants to read on where it was cut, not at its end. */
  readonly #press = (event: MouseEvent) => {
    if (!(event.target as Element).closest('.rest')) return;
    this.#keeper!.read();
    this.setState({ following: false });
  };

  readonly #focusOut = () => {
    this.#focused = undefined;
  };

  readonly #keyDown = (event: KeyboardEvent) => {
    // The search of the browser finds what is in the page. It opens after this event, and after what this draws.
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'f') this.#showWhole();
  };

  readonly #showWhole = () => this.setState({ whole: true });

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

  #segments(): readonly Segment[] {
    const { following, whole } = this.state;
    const count = this.props.messages.length;
    if (!this.#window) {
      const isLong = count > WHOLE_UP_TO && !whole;
      if (!isLong || !late.loaded) {
        return this.#groups.slice(isLong ? -WHOLE_UP_TO : 0).map((group) => ({ group }));
      }
      this.#window = new late.loaded.VirtualList();
      this.#fresh = true;
    }
    this.#window.whole = whole;
    this.#window.update(this.#groups, count);
    if (following || this.#fresh) this.#window.follow(this.#scroller.current?.clientHeight);
    return this.#window.segments(this.#focused);
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
    this.#groups = groupMessages(messages, this.#groups, late.loaded?.countKept(messages, this.#groups));
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
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be within reach of the keyboard
          tabIndex={0}
          ref={this.#scroller}
          onScroll={this.#scrolled}
          onKeyDown={this.#keyDown}
        >
          <div class="content" ref={this.#content}>
            <HistoryLoader history={history} t={i18n.t} onLoad={onLoadEarlier} buttonRef={this.#keepLoader} />
            {!latestOwn && (messages.length === 0 ? history !== 'loading' : welcome && history === 'complete') && (
              <Intro
                // What an older conversation takes the place of at once had better not be seen.
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
              onFocusIn={this.#focusIn}
              onFocusOut={this.#focusOut}
              onClickCapture={this.#press}
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
          <button type="button" class="pill" part="new-messages" onClick={this.#toEnd}>
            <Icon name="down" />
            <bdi>{i18n.t.newMessages(unseen)}</bdi>
          </button>
        )}
      </div>
    );
  }
}
