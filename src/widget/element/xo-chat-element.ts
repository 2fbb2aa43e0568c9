import type { ChatClient } from '../../client/chat-client.js';
import type { ChatClientOptions } from '../../client/options.js';
import { isXoError } from '../../errors/index.js';
import { onHintsLoaded } from '../../errors/xo-error.js';
import { consoleLogger } from '../../lib/logger.js';
import { LocaleController } from '../i18n/locale-controller.js';
import type { ChatFeatures } from '../store/chat-features.js';
import { ChatSession, type SessionEvents } from '../store/chat-session.js';
import { type ClientConfig, createConfiguredClient, missingIn, platformOf } from '../store/client-config.js';
import { loadBranding } from '../store/load-branding.js';
import { allow, isAllowed, onPinsChange } from '../store/platform-pins.js';
import { type ChatMode, type ChatTheme, ChatView } from '../window/chat-view.js';
import { ATTRIBUTES, IDENTITY, reflectAttributes, upgradeProperties } from './reflect-attributes.js';
import { sessionParts } from './session-parts.js';

/**
 * What `<xo-chat>` announces as `xo-open`, `xo-message` and so on, with what each event carries as `detail`. They bubble,
 * also out of a shadow root around the chat.
 */
export interface XoChatEvents extends SessionEvents {
  open: null;
  close: null;
}

/** Importing this on a server must not throw, and there is no HTMLElement. Nothing is made of the stand-in. */
const Base = (globalThis.HTMLElement ?? class {}) as typeof HTMLElement;

/**
 * `<xo-chat api-url="…" bot-name="…" bot-id="st-…" jwt-url="/token">`: the chat window as an element.
 *
 *   disconnected ─put into a page→ dormant ─first open→ connecting → a conversation ─taken out→ disconnected
 *
 * Each attribute is also a property. A host with a `getJwt` of its own sets `options`, one with a client sets `client`; that
 * client stays the host's and is not disconnected. Attributes of one task are read together, after it.
 */
export class XoChatElement extends Base {
  static readonly observedAttributes: readonly string[] = ATTRIBUTES;

  #client: ChatClient | undefined;
  #owned = false;
  #options: Partial<ChatClientOptions> | undefined;
  #session: ChatSession | undefined;
  #view: ChatView | undefined;
  readonly #speaker = new LocaleController(() => this.#schedule(false));
  /** True when the session is to be replaced: it belongs to attributes or a client of before. */
  #stale = false;
  #scheduled = false;
  #wasOpen = false;
  #branded = false;
  #offPins: (() => void) | undefined;

  /** `https://host` of the platform: attribute `api-url`. */
  declare apiUrl: string | null;
  /** Name of the bot on the platform, also the title of the window: attribute `bot-name`. */
  declare botName: string | null;
  /** `st-…`: attribute `bot-id`. */
  declare botId: string | null;
  /** Address of your token endpoint, which answers POST with `{ "jwt": "…" }`: attribute `jwt-url`. */
  declare jwtUrl: string | null;
  /**
   * Whether the page's cookies go to the token endpoint: attribute `jwt-credentials`, `include` for one on another origin.
   *
   * @default 'same-origin'
   */
  declare jwtCredentials: RequestCredentials | null;
  /**
   * Language of the window, a BCP 47 tag: attribute `locale`. When the conversation is switched to another language, the window
   * follows, until this is set again.
   *
   * @default the conversation's own, as far as the platform says; English, in the direction of the page around, before
   */
  declare locale: string | null;
  /** True while the window is shown: attribute `open`. Setting it moves the focus into the window, or back out of it. */
  declare open: boolean;
  /** Attribute `preconnect`: connects at once instead of at the first opening, and counts messages on the launcher. */
  declare preconnect: boolean;

  /**
   * Attribute `allow-insecure`: lets `apiUrl` be `http:`, and the socket `ws:`, on a host that is not this machine.
   *
   * @default false
   */
  declare allowInsecure: boolean;

  /** Attribute `theme`. @default 'auto': as the reader has set the system */
  declare theme: ChatTheme;
  /** Attribute `mode`. @default 'floating' */
  declare mode: ChatMode;
  /**
   * Whether pictures and media of others are fetched at once, or, with `ask`, when the visitor presses a button: attribute
   * `images`. `features.images` wins. @default 'on'
   */
  declare images: 'on' | 'ask';
  /**
   * What the window offers beside writing and reading. Wins over the attributes `attachments`, `emoji`, `character-limit`,
   * `voice` and `notifications`. Set it before the first opening.
   */
  features: ChatFeatures | null = null;

  /** The client of the conversation. One that is set is used instead of making one, and stays its owner's. */
  get client(): ChatClient | null {
    return this.#client ?? this.#session?.client ?? null;
  }
  set client(value: ChatClient | null) {
    this.#setClient(value ?? undefined, false);
  }

  /** Options for the client that the element makes; they win over the attributes. */
  get options(): Partial<ChatClientOptions> | null {
    return this.#options ?? null;
  }
  set options(value: Partial<ChatClientOptions> | null) {
    this.#options = value ?? undefined;
    this.#schedule(true);
  }

  /** @internal */
  connectedCallback(): void {
    upgradeProperties(this);
    this.#offPins ??= onPinsChange(() => {
      // A client from outside is the page's own choice.
      if (!this.#client && isAllowed(platformOf(this.#config())) !== Boolean(this.#session)) this.#schedule(true);
    });
    this.#schedule(!this.#session);
  }

  /** @internal */
  disconnectedCallback(): void {
    // Moved to elsewhere in the page it is back before this runs, and the conversation goes on.
    queueMicrotask(() => {
      if (!this.isConnected) this.#dispose();
    });
  }

  /** @internal */
  attributeChangedCallback(name: string, before: string | null, after: string | null): void {
    if (before === after) return;
    if (name === 'locale') this.#speaker.speak(after ?? undefined, Boolean(this.#view));
    if (name === 'images') this.#session?.media?.refresh();
    // At once where it can be: a touch keyboard comes up only for a focus that the touch itself has moved.
    if (name === 'open' && this.#view && !this.#scheduled) this.#update();
    else this.#schedule(IDENTITY.includes(name));
  }

  /** @internal Takes a client that is to end with the element. */
  adopt(client: ChatClient): void {
    this.#setClient(client, true);
  }

  /** @internal Ends everything now, instead of after the task. */
  destroy(): void {
    this.remove();
    this.#dispose();
  }

  #setClient(client: ChatClient | undefined, owned: boolean): void {
    if (client === this.#client) return;
    this.#client = client;
    this.#owned = owned;
    this.#schedule(true);
  }

  #schedule(stale: boolean): void {
    this.#stale ||= stale;
    if (this.#scheduled || !this.isConnected) return;
    this.#scheduled = true;
    queueMicrotask(() => {
      this.#scheduled = false;
      this.#update();
    });
  }

  #update(): void {
    if (!this.isConnected) return;
    const renewed = this.#stale;
    if (renewed) {
      this.#stale = false;
      this.#session?.dispose();
      this.#session = this.#createSession();
      this.#session?.start();
      if (this.preconnect) this.#session?.connect();
      this.#branded = false;
    }
    const open = this.open || this.mode === 'inline';
    const turned = open !== this.#wasOpen;
    this.#wasOpen = open;
    if (open && (turned || renewed)) {
      this.#session?.open();
      // People read that it is not set up; who sets it up reads the console.
      const missing = this.#session ? [] : missingIn(this.#config());
      if (missing.length) consoleLogger('warn', `unable to show the chat yet; it lacks ${missing.join(', ')}`);
    } else if (turned) this.#session?.close();
    this.#view ??= new ChatView(this, () => this.toggleAttribute('open'));
    this.#view.show({
      session: this.#session,
      open,
      mode: this.mode,
      theme: this.theme,
      botName: this.botName ?? this.#options?.bot?.name ?? null,
      i18n: this.#speaker.i18n,
    });
    // A client from outside may be ready before anybody listens.
    this.#brand();
    if (turned) this.#emit(open ? 'open' : 'close');
  }

  #createSession(): ChatSession | undefined {
    const config = this.#config();
    if (!this.#client && missingIn(config).length) return undefined;
    try {
      return new ChatSession(this.#client ?? createConfiguredClient(config), {
        owned: this.#owned || !this.#client,
        parts: sessionParts,
        features: this,
        page: document,
        onUserChange: () => this.#schedule(true),
        emit: (name, detail) => {
          if (name === 'state') this.#brand();
          if (name === 'language') {
            const { locale, initial } = detail as SessionEvents['language'];
            // What the conversation begins in gives way to what the page has chosen; what it changes to does not.
            if (!initial || this.locale === null) this.#speaker.speak(locale, true);
          }
          this.#emit(name, detail);
        },
      });
    } catch (error) {
      // Nobody has called, so there is nobody to throw at.
      if (!isXoError(error)) throw error;
      onHintsLoaded(() => consoleLogger('error', `${error.message}. ${error.hint}`));
      this.#emit('error', error);
      return undefined;
    }
  }

  /** Asks once per conversation how the platform wants the bot to look. */
  #brand(): void {
    const session = this.#session;
    if (!session || this.#branded) return;
    this.#branded = loadBranding(session, (tokens) => {
      if (session === this.#session) this.#view?.brand(tokens);
    });
  }

  #config(): ClientConfig {
    const { apiUrl, botName, botId, jwtUrl, locale } = this;
    return {
      apiUrl: apiUrl ?? undefined,
      bot: botName && botId ? { name: botName, id: botId } : undefined,
      jwtUrl: jwtUrl ?? undefined,
      jwtCredentials: this.jwtCredentials ?? undefined,
      allowInsecure: this.allowInsecure,
      locale: locale ?? undefined,
      options: this.#options,
    };
  }

  #emit(name: keyof XoChatEvents, detail: XoChatEvents[keyof XoChatEvents] = null): void {
    this.dispatchEvent(new CustomEvent(`xo-${name}`, { detail, bubbles: true, composed: true }));
  }

  #dispose(): void {
    this.#offPins?.();
    this.#offPins = undefined;
    this.#view?.dispose();
    this.#view = undefined;
    this.#session?.dispose();
    this.#session = undefined;
    this.#stale = false;
    this.#wasOpen = false;
  }
}

/** What holds for every `<xo-chat>` of the page. */
export interface DefineOptions {
  /**
   * Platforms that the chats of this page may talk to, as `https://platform.kore.ai`, sockets included. Further calls add to the
   * list. @default none is pinned: all may be talked to
   */
  allow?: readonly string[];
}

let isOthers = false;

/**
 * Defines `<xo-chat>`. Called by `mountChat()` and by the script tag; call it yourself when you write the element in HTML
 * and load it as a module, since importing alone does nothing. The second time it only takes the options; on a server it does
 * nothing.
 *
 * @throws ConfigError (`config_invalid`) when a platform is no address
 */
export function defineXoChat({ allow: platforms }: DefineOptions = {}): void {
  const { customElements } = globalThis;
  if (!customElements) return;
  // Ahead of the elements that are in the page already: they begin with this task.
  if (platforms) allow(platforms);
  const known = customElements.get('xo-chat');
  if (known) {
    if (known !== XoChatElement && !isOthers) {
      isOthers = true;
      consoleLogger(
        'warn',
        'another copy of xo-rtm draws <xo-chat>, without the templates and words of this one. Load one, once.',
      );
    }
    return;
  }
  reflectAttributes(XoChatElement.prototype);
  customElements.define('xo-chat', XoChatElement);
}

type XoChatEventMap = { [Name in keyof XoChatEvents as `xo-${Name}`]: CustomEvent<XoChatEvents[Name]> };

declare global {
  interface HTMLElementTagNameMap {
    'xo-chat': XoChatElement;
  }
  interface HTMLElementEventMap extends XoChatEventMap {}
}
