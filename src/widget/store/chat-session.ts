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

/** `unknown`: nothing was asked for yet; `more`: older messages can be loaded; `complete`: the first message is on screen. */
export type HistoryState = 'unknown' | 'loading' | 'more' | 'complete' | 'failed';

/** What the host page hears of. */
export interface SessionEvents {
  message: ChatMessage;
  state: ChatEvents['state'];
  error: ChatEvents['error'];
  /** The platform tells the language of the conversation (protocol.md §4.7): at its beginning, or because it was switched. */
  language: { readonly locale: string; readonly initial: boolean };
}

/**
 * The parts of the window that load after the first message. Whoever creates the session passes them in, because they know the
 * session and it must not know them.
 */
export interface SessionParts {
  /** Loads what surrounds the field of the composer. */
  readonly composer: () => Promise<(host: ComposerHost) => ComposerExtras>;
  /** What asks the visitor before it fetches pictures and media of others. */
  readonly media: LazyModule<{
    readonly MediaPolicy: typeof MediaPolicy;
    readonly MediaButton: MediaSession['MediaButton'];
  }>;
}

export interface ChatSessionOptions {
  parts: SessionParts;
  /** True when the window has made the client itself: then it also disconnects it. */
  owned: boolean;
  /** Who says what the window offers. */
  features?: FeatureSource;
  /** The page that the window stands in: while it is hidden, nobody looks at the conversation. Default: it is always visible. */
  page?: Pick<Document, 'visibilityState' | 'addEventListener' | 'removeEventListener'>;
  /** Called when the client goes on with another user: this session, and all it shows, belongs to the one before. */
  onUserChange?: () => void;
  emit: <Name extends keyof SessionEvents>(name: Name, detail: SessionEvents[Name]) => void;
}

/** So long the bot's first words are waited for; some bots wait for the user. */
const PATIENCE_MS = 2000;

const ENDED: ReadonlySet<string> = new Set(['aborted', 'disconnected', 'message_discarded']);

/**
 * What one chat window shows and does, without any DOM: the client, and what only a window needs beside it (first opening,
 * unread messages, announcements, the history asked for by scrolling).
 *
 *   start() → dormant ─open()→ connect, then the first page of the history ─close()→ still connected, counting unread
 *   dispose() ends all of it, and the connection if it is the window's own.
 */
export class ChatSession implements ComposerHost, MediaSession {
  readonly client: ChatClient;
  /** Ask `readFeatures()`, in what loads later. */
  readonly features: FeatureSource | undefined;
  media: MediaPolicy | undefined;
  /** @internal */
  MediaButton: MediaSession['MediaButton'];
  readonly #options: ChatSessionOptions;
  readonly #page: ChatSessionOptions['page'];
  readonly #emit: ChatSessionOptions['emit'];
  #user: string | undefined;
  readonly #offs: (() => void)[] = [];
  readonly #listeners = new Set<() => void>();
  readonly #arrivals = new UnreadTracker();
  readonly #abort = new AbortController();
  #broughtMessages = false;
  #opened = false;
  #open = false;
  #announces = false;
  #history: HistoryState = 'unknown';
  #unread = 0;
  /** Kept here, so that closing the window does not lose what was being written. */
  draft = '';
  /** What stands around the field of the composer, once it is here. */
  extras: ComposerExtras | undefined;
  #loadingComposer: Promise<void> | undefined;
  /** What the branding of the platform says where a conversation begins. */
  platformWelcome: WelcomeStrings | undefined;
  /** Hears what others say while the window is open: each message, and one that is still growing with every change. */
  onAnnounce: ((message: ChatMessage) => void) | undefined;

  /**
   * Resolves when the bot's first words are on screen, or two seconds after they could be: what is not needed for them loads
   * behind them. Not after the end.
   */
  readonly firstMessageShown: Promise<void>;
  #haveWords = () => {};
  #spoken = false;
  #stopWaiting: (() => void) | undefined;

  constructor(client: ChatClient, options: ChatSessionOptions) {
    this.client = client;
    this.features = options.features;
    this.#options = options;
    this.#page = options.page;
    this.#emit = options.emit;
    this.firstMessageShown = new Promise((resolve) => {
      this.#haveWords = resolve;
    });
  }

  get history(): HistoryState {
    return this.#history;
  }

  /** Messages of others since the window was closed. */
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

  /** Begins to listen. Messages that are there already were seen where they came from. */
  start(): void {
    const { client } = this;
    this.#broughtMessages = client.messages.length > 0;
    this.#arrivals.ignore(client.messages);
    this.#waitForWords();
    this.#page?.addEventListener('visibilitychange', this.#watch);
    this.#offs.push(
      () => this.#page?.removeEventListener('visibilitychange', this.#watch),
      client.subscribe(() => this.#changed()),
      client.on('message', (message) => this.#emit('message', message)),
      client.on('state', (state) => this.#emit('state', state)),
      client.on('error', (error) => this.#emit('error', error)),
      client.on('events', (frame) => this.#heard(frame)),
      // Before the first socket the client looks where the history stands. Of one that is empty nothing has to be loaded.
      client.on('history', ({ messages: [first] }) => {
        if (!first) this.#history = 'complete';
      }),
    );
  }

  /** Calls back after each change of anything above. Gives the function that ends it. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The window is shown: connects at the first time, and takes unread messages as read. */
  open(): void {
    this.#open = true;
    this.#unread = 0;
    this.#watch();
    if (!this.#opened) {
      this.#opened = true;
      const { status } = this.client.state;
      // A client from outside may be connected, or on its way: its owner decided so.
      if (status === 'idle' || status === 'closed') this.connect();
    }
    this.#changed();
  }

  close(): void {
    this.#open = false;
    this.#watch();
    this.notify();
  }

  /** Connects, or tries again at once. The state tells how it went; a failure is also announced as `error`. */
  connect(): void {
    this.client.connect().catch((error: unknown) => this.#report(error));
  }

  /** A message that will not arrive says so on screen, and why; the promise has nobody else to tell but the host. */
  send(input: SendInput): void {
    this.client.send(input).catch((error: unknown) => this.#report(error));
  }

  /** Loads the next older page, unless one is on its way or there is none. */
  loadEarlier(): void {
    if (this.#history === 'loading' || this.#history === 'complete') return;
    this.#history = 'loading';
    this.notify();
    this.client.loadHistory({ signal: this.#abort.signal }).then(
      (page) => this.#loaded(page),
      (error: unknown) => {
        this.#history = 'failed';
        this.#report(error);
        this.#changed();
      },
    );
  }

  dispose(): void {
    for (const off of this.#offs.splice(0)) off();
    this.client.setWatched?.(false, { announces: false });
    this.#listeners.clear();
    this.#abort.abort();
    this.#stopWaiting?.();
    this.extras?.dispose();
    if (this.#options.owned) this.client.disconnect().catch(() => {});
  }

  /** News are announced while the page is hidden, or no longer. */
  setAnnounces(announces: boolean): void {
    this.#announces = announces;
    this.#watch();
  }

  /** Somebody who looks at the conversation is reconnected sooner than nobody is. A client of the page's own need not know of it. */
  readonly #watch = (): void => {
    this.client.setWatched?.(this.#open && this.#page?.visibilityState !== 'hidden', { announces: this.#announces });
  };

  #heard(frame: ChatEvents['events']): void {
    if (frame.type !== 'initial_language' && frame.type !== 'language_switched') return;
    const { newLanguage, language } = frame.langDetails ?? {};
    const locale = newLanguage ?? language;
    // The platform writes en_US.
    if (typeof locale === 'string' && locale) {
      this.#emit('language', { locale: locale.replaceAll('_', '-'), initial: frame.type === 'initial_language' });
    }
  }

  #loaded({ messages, moreAvailable }: LoadedHistory): void {
    this.#arrivals.ignore(messages);
    this.#history = moreAvailable ? 'more' : 'complete';
    this.#changed();
  }

  #waitForWords(): void {
    const { messages, state } = this.client;
    if (this.#spoken) return;
    if (messages.some(({ from }) => from !== 'user')) {
      this.#spoken = true;
      this.#stopWaiting?.();
      // After this task, in which they are drawn.
      this.#stopWaiting = systemClock.after(0, this.#haveWords);
    } else if (state.status === 'ready') this.#stopWaiting ??= systemClock.after(PATIENCE_MS, this.#haveWords);
  }

  #changed(): void {
    const { userId } = this.client;
    if (this.#user && userId !== this.#user) return this.#options.onUserChange?.();
    this.#user = userId;
    this.#waitForWords();
    if (this.#opened && this.#history === 'unknown' && this.client.state.status === 'ready') {
      // A host that brings a conversation along has chosen how much of it; the greeting of a new one is no such choice.
      if (this.#broughtMessages) this.#history = 'more';
      else this.loadEarlier();
    }
    // While a page is on its way, old and new cannot be told apart: the answer says which were old.
    if (this.#history !== 'loading') {
      this.#welcome(this.#arrivals.take(this.client.messages));
      this.#listen();
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

  #welcome(arrived: ChatMessage[]): void {
    if (arrived.length === 0) return;
    if (this.#open) for (const message of arrived) this.onAnnounce?.(message);
    else this.#unread += arrived.filter((message) => message.from !== 'system').length;
  }

  /** Hears what is being said right now: the newest message, while it grows. */
  #listen(): void {
    const newest = this.client.messages.at(-1);
    if (newest?.streaming && newest.from !== 'user') this.onAnnounce?.(newest);
  }

  /** Lets everything be drawn again. */
  notify(): void {
    for (const listener of [...this.#listeners]) listener();
  }

  #report(error: unknown): void {
    // What the host has ended itself is no error to tell it about.
    if (isXoError(error) && !ENDED.has(error.code)) this.#emit('error', error);
  }
}
