import { consoleLogger } from '../../lib/logger.js';
import { partHasCome, reportLoadFailure } from '../lib/report-load-failure.js';
import type { WholeChat } from './page-script.js';
import { Placeholder } from './placeholder.js';

/** A chat with one of these does not wait for a hand on the launcher. */
const WANTED = 'xo-chat:is([open],[preconnect],[mode=inline])';

/** The page's query, by the prototype: an element named `querySelectorAll` hides the method of the document. */
const findAll = (selector: string): NodeListOf<Element> => Document.prototype.querySelectorAll.call(document, selector);

/**
 * Draws launchers for the `<xo-chat>` of a page, and loads the rest when somebody reaches for one, or when the page wants a
 * chat open, connected or inline.
 *
 *   launchers only ─pointer or focus comes near→ loading ─→ loaded ─press, or load()→ `<xo-chat>` is defined, launchers give way
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

  /** @param load asks for the rest */
  constructor(load: () => Promise<Chat>) {
    this.#import = load;
    this.#observer = new MutationObserver((changes) => {
      // A page changes all the time. After a failure only a chat that is newly wanted is a reason to try again.
      if (changes.some(({ type }) => type === 'attributes')) this.#failed = false;
      this.#look();
    });
  }

  /** Begins to draw launchers, also for chats that come into the page later; until somebody has defined `<xo-chat>`. */
  start(): void {
    if (customElements.get('xo-chat')) {
      consoleLogger('warn', 'the loader does nothing; another copy of xo-rtm draws <xo-chat>. Load one, once.');
      return;
    }
    this.#observer.observe(document, {
      childList: true,
      subtree: true,
      attributeFilter: ['open', 'preconnect', 'mode'],
    });
    this.#look();
    // It may be defined by others, too: a module of the page, or an older script. The promise settles before the elements of
    // the page are upgraded; each of them has drawn its launcher one microtask later, and that one can take the focus.
    void customElements.whenDefined('xo-chat').then(() => queueMicrotask(() => this.#giveWay()));
  }

  /** Runs `setup` once the rest is here, before the first chat begins: for templates and catalogues. */
  use(setup: (chat: Chat) => void): void {
    if (this.#defined) setup(this.#defined);
    else this.#setups.push(setup);
  }

  /**
   * Pins the chats of the page to platforms, before the first of them begins.
   *
   * @throws TypeError when it is given no list; ConfigError, once the rest is here, when one of them is no address
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
   * @throws TypeError when it cannot be loaded; the next call tries again
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

  /** Takes a chat that another script of the page has brought along, and defines `<xo-chat>` by it, unless it is defined. */
  adopt(chat: Chat): void {
    this.#defining = Promise.resolve(this.#define(chat));
  }

  #look(): void {
    for (const host of findAll('xo-chat')) {
      if (this.#placeholders.has(host) || host.getAttribute('mode') === 'inline') continue;
      const placeholder = new Placeholder(host, {
        onApproach: () => void this.#fetch().catch(() => {}),
        onPress: () => void this.#open(placeholder),
      });
      this.#placeholders.set(host, placeholder);
    }
    if (!this.#failed && findAll(WANTED).length) {
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

  /** @returns the chat that is in force: the first that was defined */
  #define(chat: Chat): Chat {
    if (this.#defined) return this.#defined;
    this.#defined = chat;
    this.#observer.disconnect();
    partHasCome();
    try {
      if (this.#platforms) chat.allow(this.#platforms);
    } catch (error) {
      const { message, hint } = error as { message: string; hint?: string };
      consoleLogger('error', `${message}. ${hint}`);
    }
    for (const setup of this.#setups) setup(chat);
    for (const placeholder of this.#placeholders.values()) placeholder.release();
    chat.defineXoChat();
    // Each element has drawn by the end of the task it was defined in.
    queueMicrotask(() => this.#giveWay());
    return chat;
  }

  #giveWay(): void {
    this.#observer.disconnect();
    for (const placeholder of this.#placeholders.values()) placeholder.remove();
    this.#placeholders.clear();
  }
}

function report(error: unknown): void {
  reportLoadFailure('the chat', error, 'error');
}
