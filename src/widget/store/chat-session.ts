import type { ChatClient, ChatEvents, LoadedHistory, SendInput } from '../../client/chat-client.js';
import type { ChatMessage } from '../../conversation/chat-message.js';
import { isXoError } from '../../errors/index.js';
import { systemClock } from '../../lib/clock.js';
import type { LazyModule } from '../lib/lazy-module.js';
import { reportLoadFailure } from '../lib/report-load-failure.js';
import type { FeatureSource } from './chat-features.js';
import type { ComposerExtras, ComposerHost } from './composer-host.js';
import type { MediaPolicy } from './media-policy.js';
import { UnreadTracker } from './unread-tracker.js';
import type { WelcomeStrings } from './welcome-strings.js';
import type { MediaSession } from './window-context.js';

/**
 * `unknown`: no history has been requested yet; `more`: older messages can be loaded; `complete`: the first message is
 * loaded.
 */
export type HistoryState = 'unknown' | 'loading' | 'more' | 'complete' | 'failed';

/** Events for the host page. */
export interface SessionEvents {
  message: ChatMessage;
  state: ChatEvents['state'];
  error: ChatEvents['error'];
  /**
   * The language of the conversation (docs/protocol.md §4.7), sent by the platform at its beginning and when it is
   * switched.
   */
  language: { readonly locale: string; readonly initial: boolean };
}

/**
 * The parts of the window that load after the first message. The creator of the session passes them in, because they
 * import the session and the session must not import them.
 */
export interface SessionParts {
  /** Loads the extras around the field of the composer. */
  readonly composer: () => Promise<(host: ComposerHost) => ComposerExtras>;
  /**
   * Asks the visitor before pictures and media from others are fetched.
   * @internal The published types name nothing of Preact.
   */
  readonly media: LazyModule<{
    readonly MediaPolicy: typeof MediaPolicy;
    readonly MediaButton: MediaSession['MediaButton'];
  }>;
}

export interface ChatSessionOptions {
  parts: SessionParts;
  /** True if the window created the client, and so disconnects it. */
  owned: boolean;
  /** Source of the window's features. */
  features?: FeatureSource;
  /**
   * The document that contains the window: while it is hidden, nobody sees the conversation. @default always visible
   */
  page?: Pick<Document, 'visibilityState' | 'addEventListener' | 'removeEventListener'>;
  /**
   * Called when the client continues with another user: this session and everything it shows belong to the previous
   * one.
   */
  onUserChange?: () => void;
  emit: <Name extends keyof SessionEvents>(name: Name, detail: SessionEvents[Name]) => void;
}

/** How long to wait for the bot's first message; some bots wait for the user. */
const FIRST_MESSAGE_TIMEOUT_MS = 2000;

const ENDED: ReadonlySet<string> = new Set(['XO_ABORTED', 'XO_DISCONNECTED', 'XO_MESSAGE_DISCARDED']);

/**
 * State and actions of one chat window, without any DOM: the client, and what only a window needs (first opening,
 * unread messages, announcements, loading history while scrolling).
 *
 *   start() → dormant ─open()→ connect, then the first page of the history ─close()→ still connected, counting unread
 *   destroy() ends all of it, and the connection if the session owns the client.
 */
export class ChatSession implements ComposerHost, MediaSession {
  readonly client: ChatClient;
  /** Read it with `readFeatures()`, which loads later. */
  readonly features: FeatureSource | undefined;
  media: MediaPolicy | undefined;
  /** @internal */
  MediaButton: MediaSession['MediaButton'];
  readonly #options: ChatSessionOptions;
  readonly #page: ChatSessionOptions['page'];
  readonly #emit: ChatSessionOptions['emit'];
  #user: string | undefined;
  readonly #cleanups: (() => void)[] = [];
  readonly #listeners = new Set<() => void>();
  readonly #unreadTracker = new UnreadTracker();
  readonly #abort = new AbortController();
  #hadMessages = false;
  #opened = false;
  #open = false;
  #announces = false;
  #history: HistoryState = 'unknown';
  #unread = 0;
  /** The unsent text. Stored in the session, so that closing the window does not lose it. */
  draft = '';
  /** The extras around the field of the composer, after they have loaded. */
  extras: ComposerExtras | undefined;
  #loadingComposer: Promise<void> | undefined;
  /** The welcome screen of the platform's branding. */
  platformWelcome: WelcomeStrings | undefined;
  /** Called for each message from others while the window is open, and for every change of a streamed one. */
  onAnnounce: ((message: ChatMessage) => void) | undefined;

  /**
   * Resolves when the bot's first message is on screen, or two seconds after the connection is ready; everything that
   * is not needed for it loads afterwards. Never resolves after destroy().
   */
  readonly firstMessageShown: Promise<void>;
  #resolveFirstMessage = () => {};
  #hasFirstMessage = false;
  #stopWaiting: (() => void) | undefined;

  constructor(client: ChatClient, options: ChatSessionOptions) {
    this.client = client;
    this.features = options.features;
    this.#options = options;
    this.#page = options.page;
    this.#emit = options.emit;
    this.firstMessageShown = new Promise((resolve) => {
      this.#resolveFirstMessage = resolve;
    });
  }

  get history(): HistoryState {
    return this.#history;
  }

  /** Number of messages from others since the window was closed. */
  get unread(): number {
    return this.#unread;
  }

  get asksForMedia(): boolean {
    return (this.features?.features?.images ?? this.features?.getAttribute('images')) === 'ask';
  }

  async loadMedia(): Promise<void> {
    const { media } = this.#options.parts;
    await media.load();
    const { MediaPolicy, MediaButton } = media.loaded ?? {};
    this.media ??= MediaPolicy && new MediaPolicy(() => this.notify());
    this.MediaButton = MediaButton;
  }

  /** Subscribes to the client. Messages that are already there do not count as new. */
  start(): void {
    const { client } = this;
    this.#hadMessages = client.messages.length > 0;
    this.#unreadTracker.ignore(client.messages);
    this.#waitForFirstMessage();
    this.#page?.addEventListener('visibilitychange', this.#updateWatched);
    this.#cleanups.push(
      () => this.#page?.removeEventListener('visibilitychange', this.#updateWatched),
      client.subscribe(() => this.#changed()),
      client.on('message', (message) => this.#emit('message', message)),
      client.on('state', (state) => this.#emit('state', state)),
      client.on('error', (error) => this.#emit('error', error)),
      client.on('events', (frame) => this.#onEvent(frame)),
      // The client reads the end of the history before its first connection. An empty history needs no loading.
      client.on('history', ({ messages: [first] }) => {
        if (!first) this.#history = 'complete';
      }),
    );
  }

  /** Calls the listener after each change of the session or the client. Returns a function that removes it. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Called when the window is shown: connects the first time, and marks all messages as read. */
  open(): void {
    this.#open = true;
    this.#unread = 0;
    this.#updateWatched();
    if (!this.#opened) {
      this.#opened = true;
      const { status } = this.client.state;
      // The owner of an external client may have connected it already.
      if (status === 'idle' || status === 'closed') this.connect();
    }
    this.#changed();
  }

  close(): void {
    this.#open = false;
    this.#updateWatched();
    this.notify();
  }

  /** Connects, or retries at once. `client.state` shows the result; a failure is also emitted as `error`. */
  connect(): void {
    this.client.connect().catch((error: unknown) => this.#report(error));
  }

  /** Sends a message. A failed message shows its state on screen; the error itself is only emitted to the host. */
  send(input: SendInput): void {
    this.client.send(input).catch((error: unknown) => this.#report(error));
  }

  /** Sends a failed message again. */
  retry(id: string): void {
    this.client.retry(id).catch((error: unknown) => this.#report(error));
  }

  /** Loads the next older page, unless one is loading or there are none left. */
  loadEarlier(): void {
    if (this.#history === 'loading' || this.#history === 'complete') return;
    this.#history = 'loading';
    this.notify();
    this.client.loadHistory({ signal: this.#abort.signal }).then(
      (page) => this.#onHistoryLoaded(page),
      (error: unknown) => {
        this.#history = 'failed';
        this.#report(error);
        this.#changed();
      },
    );
  }

  destroy(): void {
    for (const off of this.#cleanups.splice(0)) off();
    this.client.setWatched?.(false, { announces: false });
    this.#listeners.clear();
    this.#abort.abort();
    this.#stopWaiting?.();
    this.extras?.destroy();
    if (this.#options.owned) this.client.disconnect().catch(() => {});
  }

  /** Sets whether new messages are announced while the page is hidden. */
  setAnnounces(announces: boolean): void {
    this.#announces = announces;
    this.#updateWatched();
  }

  /**
   * Tells the client whether somebody sees the conversation: then it reconnects sooner. Custom clients may lack
   * `setWatched`.
   */
  readonly #updateWatched = (): void => {
    this.client.setWatched?.(this.#open && this.#page?.visibilityState !== 'hidden', { announces: this.#announces });
  };

  #onEvent(frame: ChatEvents['events']): void {
    if (frame.type !== 'initial_language' && frame.type !== 'language_switched') return;
    const { newLanguage, language } = frame.langDetails ?? {};
    const locale = newLanguage ?? language;
    // The platform sends en_US.
    if (typeof locale === 'string' && locale) {
      this.#emit('language', { locale: locale.replaceAll('_', '-'), initial: frame.type === 'initial_language' });
    }
  }

  #onHistoryLoaded({ messages, hasMore }: LoadedHistory): void {
    this.#unreadTracker.ignore(messages);
    this.#history = hasMore ? 'more' : 'complete';
    this.#changed();
  }

  #waitForFirstMessage(): void {
    const { messages, state } = this.client;
    if (this.#hasFirstMessage) return;
    if (messages.some(({ from }) => from !== 'user')) {
      this.#hasFirstMessage = true;
      this.#stopWaiting?.();
      // After this task, which renders it.
      this.#stopWaiting = systemClock.after(0, this.#resolveFirstMessage);
    } else if (state.status === 'ready')
      this.#stopWaiting ??= systemClock.after(FIRST_MESSAGE_TIMEOUT_MS, this.#resolveFirstMessage);
  }

  #changed(): void {
    const { userId } = this.client;
    if (this.#user && userId !== this.#user) return this.#options.onUserChange?.();
    this.#user = userId;
    this.#waitForFirstMessage();
    if (this.#opened && this.#history === 'unknown' && this.client.state.status === 'ready') {
      // A host that passes in a client with messages has chosen how much history to show. The greeting of a new
      // conversation is not such a choice.
      if (this.#hadMessages) this.#history = 'more';
      else this.loadEarlier();
    }
    // While a page of history loads, old and new messages cannot be told apart; the response tells which ones are old.
    if (this.#history !== 'loading') {
      this.#handleArrived(this.#unreadTracker.take(this.client.messages));
      this.#announceStreamed();
      if (this.#open && this.#history !== 'unknown') this.#loadComposer();
    }
    this.notify();
  }

  #loadComposer(): void {
    this.#loadingComposer ??= this.firstMessageShown.then(this.#options.parts.composer).then(
      (createComposerExtras) => {
        if (this.#abort.signal.aborted) return;
        this.extras = createComposerExtras(this);
        this.notify();
      },
      (error: unknown) => reportLoadFailure('the tools of the composer', error),
    );
  }

  #handleArrived(arrived: ChatMessage[]): void {
    if (arrived.length === 0) return;
    if (this.#open) for (const message of arrived) this.onAnnounce?.(message);
    else this.#unread += arrived.filter((message) => message.from !== 'system').length;
  }

  /** Announces the newest message while it is streamed. */
  #announceStreamed(): void {
    const newest = this.client.messages.at(-1);
    if (newest?.streaming && newest.from !== 'user') this.onAnnounce?.(newest);
  }

  /** Calls all subscribers, so that they render again. */
  notify(): void {
    for (const listener of [...this.#listeners]) listener();
  }

  #report(error: unknown): void {
    // The host needs no error for an operation that it has ended itself.
    if (isXoError(error) && !ENDED.has(error.code)) this.#emit('error', error);
  }
}
