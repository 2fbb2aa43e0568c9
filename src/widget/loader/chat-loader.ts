import { consoleLogger } from '../../lib/logger.js';
import { Placeholder } from './placeholder.js';

/** What there is to define once the rest is here. */
export interface LoadedChat {
  defineXoChat(): void;
}

/** A chat with one of these does not wait for a hand on the launcher. */
const WANTED = 'xo-chat:is([open],[preconnect],[mode=inline])';

/**
 * Draws launchers for the `<xo-chat>` of a page, and loads the rest when somebody reaches for one, or when the page wants a
 * chat open, connected or inline.
 *
 *   launchers only ─pointer or focus comes near→ loading ─→ loaded ─press, or load()→ `<xo-chat>` is defined, launchers give way
 */
export class ChatLoader<Chat extends LoadedChat> {
  readonly #import: () => Promise<Chat>;
  readonly #placeholders = new Map<Element, Placeholder>();
  readonly #setups: ((chat: Chat) => void)[] = [];
  readonly #observer: MutationObserver;
  #importing: Promise<Chat> | undefined;
  #defining: Promise<Chat> | undefined;
  #defined: Chat | undefined;

  /** @param load asks for the rest */
  constructor(load: () => Promise<Chat>) {
    this.#import = load;
    this.#observer = new MutationObserver(() => this.#look());
  }

  /** Begins to draw launchers, also for chats that come into the page later. */
  start(): void {
    this.#observer.observe(document, {
      childList: true,
      subtree: true,
      attributeFilter: ['open', 'preconnect', 'mode'],
    });
    this.#look();
  }

  /** Runs `setup` once the rest is here, before the first chat begins: for templates and catalogues. */
  use(setup: (chat: Chat) => void): void {
    if (this.#defined) setup(this.#defined);
    else this.#setups.push(setup);
  }

  /**
   * Loads the rest now, and defines `<xo-chat>`.
   *
   * @throws TypeError when it cannot be loaded; the next call tries again
   */
  load(): Promise<Chat> {
    this.#defining ??= this.#fetch().then(
      (chat) => {
        this.#define(chat);
        return chat;
      },
      (error: unknown) => {
        this.#defining = undefined;
        throw error;
      },
    );
    return this.#defining;
  }

  #look(): void {
    for (const host of document.querySelectorAll('xo-chat')) {
      if (this.#placeholders.has(host) || host.getAttribute('mode') === 'inline') continue;
      const placeholder = new Placeholder(host, {
        onApproach: () => void this.#fetch().catch(() => {}),
        onPress: () => void this.#open(placeholder),
      });
      this.#placeholders.set(host, placeholder);
    }
    if (document.querySelector(WANTED)) this.load().catch(report);
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

  #define(chat: Chat): void {
    this.#observer.disconnect();
    this.#defined = chat;
    for (const setup of this.#setups) setup(chat);
    for (const placeholder of this.#placeholders.values()) placeholder.release();
    chat.defineXoChat();
    // Each element has drawn by the end of the task it was defined in.
    queueMicrotask(() => {
      for (const placeholder of this.#placeholders.values()) placeholder.remove();
      this.#placeholders.clear();
    });
  }
}

function report(error: unknown): void {
  consoleLogger('error', 'unable to load the chat; is the folder xo-chat-loader beside xo-chat-loader.js?', error);
}
