import { logToConsole } from '../../lib/logger.js';
import { isTooOld } from '../lib/is-too-old.js';
import { reportLoadFailure, resetLoadFailure } from '../lib/report-load-failure.js';
import { styleNonce } from '../styles/add-styles.js';
import type { WholeChat } from './page-script.js';
import { isOn, Placeholder } from './placeholder.js';

/** A chat with one of these attributes loads without waiting for the user. */
const LOADS_AT_ONCE = `xo-chat:is(${isOn('open')},${isOn('preconnect')},[mode=inline])`;

/** Queries through the prototype, because an element named `querySelectorAll` hides the method of the document. */
const findAll = (selector: string): NodeListOf<Element> => Document.prototype.querySelectorAll.call(document, selector);

/**
 * Renders launchers for the `<xo-chat>` elements of a page, and loads the rest when the user approaches one, or when
 * the page wants a chat open, connected or inline.
 *
 *   launchers only ─pointer or focus comes near→ loading ─→ loaded ─press, or load()→ `<xo-chat>` is defined, launchers are removed
 */
export class ChatLoader<Chat extends WholeChat> {
  readonly #import: () => Promise<Chat>;
  readonly #placeholders = new Map<Element, Placeholder>();
  readonly #setups: ((chat: Chat) => void)[] = [];
  readonly #observer: MutationObserver;
  #platforms: string[] | undefined;
  #importing: Promise<Chat> | undefined;
  #defining: Promise<Chat> | undefined;
  #defined: Chat | undefined;
  #failed = false;

  /** @param load loads the rest */
  constructor(load: () => Promise<Chat>) {
    this.#import = load;
    this.#observer = new MutationObserver((changes) => {
      // Pages change all the time. After a failure, only a changed attribute is a reason to try again.
      if (changes.some(({ type }) => type === 'attributes')) this.#failed = false;
      this.#scan();
    });
  }

  /** Starts rendering launchers, also for chats that are added later, until `<xo-chat>` is defined. */
  start(): void {
    if (customElements.get('xo-chat')) {
      logToConsole('warn', 'the loader does nothing; another copy of xo-rtm draws <xo-chat>. Load one, once.');
      return;
    }
    if (isTooOld()) return;
    this.#observer.observe(document, {
      childList: true,
      subtree: true,
      attributeFilter: ['open', 'preconnect', 'mode'],
    });
    this.#scan();
    // A module of the page or an older script may define it, too. The promise settles before the elements of the page
    // are upgraded; one microtask later each of them has rendered its own launcher, which can take the focus.
    void customElements.whenDefined('xo-chat').then(() => queueMicrotask(() => this.#removePlaceholders()));
  }

  /** Runs `setup` when the rest has loaded, before the first chat starts: for templates and catalogues. */
  use(setup: (chat: Chat) => void): void {
    if (this.#defined) setup(this.#defined);
    else this.#setups.push(setup);
  }

  /**
   * Restricts the chats of the page to these platforms, before the first of them starts.
   *
   * @throws TypeError if `platforms` is not a list; ConfigError, after the rest has loaded, if one is not an address
   */
  allow(platforms: readonly string[]): void {
    if (this.#defined) this.#defined.allow(platforms);
    else {
      if (!Array.isArray(platforms))
        throw new TypeError('unable to pin the platforms; allow() takes a list of addresses');
      this.#platforms = [...(this.#platforms ?? []), ...platforms];
    }
  }

  /**
   * Loads the rest now, and defines `<xo-chat>`.
   *
   * @throws TypeError if it cannot be loaded; the next call tries again
   */
  load(): Promise<Chat> {
    this.#defining ??= this.#fetch().then(
      (chat) => this.#define(chat),
      (error: unknown) => {
        this.#defining = undefined;
        throw error;
      },
    );
    return this.#defining;
  }

  /**
   * Uses a chat that another script of the page contains, and defines `<xo-chat>` with it, unless it is defined
   * already.
   */
  adopt(chat: Chat): void {
    this.#defining = Promise.resolve(this.#define(chat));
  }

  #scan(): void {
    for (const host of findAll('xo-chat')) {
      if (this.#placeholders.has(host) || host.getAttribute('mode') === 'inline') continue;
      const placeholder = new Placeholder(host, {
        onApproach: () => void this.#fetch().catch(() => {}),
        onPress: () => void this.#open(placeholder),
      });
      this.#placeholders.set(host, placeholder);
    }
    if (!this.#failed && findAll(LOADS_AT_ONCE).length) {
      this.load().catch((error: unknown) => {
        this.#failed = true;
        report(error);
      });
    }
  }

  #fetch(): Promise<Chat> {
    this.#importing ??= this.#import().catch((error: unknown) => {
      this.#importing = undefined;
      throw error;
    });
    return this.#importing;
  }

  async #open(placeholder: Placeholder): Promise<void> {
    placeholder.busy = true;
    try {
      await this.load();
      placeholder.host.setAttribute('open', '');
    } catch (error) {
      placeholder.busy = false;
      report(error);
    }
  }

  /** @returns the active chat: the first that was defined */
  #define(chat: Chat): Chat {
    if (this.#defined) return this.#defined;
    this.#defined = chat;
    this.#observer.disconnect();
    resetLoadFailure();
    try {
      if (this.#platforms) chat.allow(this.#platforms);
    } catch (error) {
      const { message, hint } = error as { message: string; hint?: string };
      logToConsole('error', `${message}. ${hint}`);
    }
    for (const setup of this.#setups) setup(chat);
    for (const placeholder of this.#placeholders.values()) placeholder.release();
    chat.defineXoChat({ nonce: styleNonce() });
    // By the end of this task, each element has rendered.
    queueMicrotask(() => this.#removePlaceholders());
    return chat;
  }

  #removePlaceholders(): void {
    this.#observer.disconnect();
    for (const placeholder of this.#placeholders.values()) placeholder.remove();
    this.#placeholders.clear();
  }
}

function report(error: unknown): void {
  reportLoadFailure('the chat', error, 'error');
}
