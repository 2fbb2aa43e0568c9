import type { ChatClient } from '../../client/chat-client.js';
import { ConfigError, isXoError } from '../../errors/index.js';
import { onHintsLoaded } from '../../errors/xo-error.js';
import { bareObject } from '../../lib/json.js';
import { logToConsole } from '../../lib/logger.js';
import { LocaleController } from '../i18n/locale-controller.js';
import { isTooOld } from '../lib/is-too-old.js';
import type { ChatFeatures } from '../store/chat-features.js';
import type { ChatMode, ChatTheme, ClientConfig, XoChatOptions } from '../store/chat-options.js';
import { ChatSession, type SessionEvents } from '../store/chat-session.js';
import { createConfiguredClient, missingIn } from '../store/client-config.js';
import { isClient } from '../store/is-client.js';
import { loadBranding } from '../store/load-branding.js';
import { allow, isAllowed, onPinsChange } from '../store/platform-pins.js';
import { setStyleNonce } from '../styles/add-styles.js';
import { ChatView } from '../window/chat-view.js';
import { ATTRIBUTES, IDENTITY, reflectAttributes, upgradeProperties } from './reflect-attributes.js';
import { sessionParts } from './session-parts.js';

/**
 * Events of `<xo-chat>`, dispatched as `xo-open`, `xo-message` and so on, with the type of their `detail`. They bubble,
 * and cross shadow roots around the chat.
 */
export interface XoChatEvents extends SessionEvents {
  open: null;
  close: null;
}

/** Options that are properties of the element. `mode` and the others come before `open`, which renders. */
const WINDOW_OPTIONS = ['features', 'theme', 'locale', 'mode', 'preconnect', 'open'] as const;

/**
 * A stand-in on servers, which lack HTMLElement, so that importing this module does not throw. Never instantiated
 * there.
 */
const Base = (globalThis.HTMLElement ?? class {}) as typeof HTMLElement;

/**
 * The chat window as an element: `<xo-chat api-url="…" bot-name="…" bot-id="st-…" jwt-url="/token">`.
 *
 *   disconnected ─put into a page→ dormant ─first open→ connecting → a conversation ─taken out→ disconnected
 *
 * Each attribute is also a property, except those of `features`. A page with a `getJwt` of its own sets `options`; a page with a client
 * sets `client`, which the element never disconnects. Attributes that change in one task are applied together, after that task.
 *
 * @element xo-chat
 * @attr {'on' | 'off'} [attachments='on'] - Whether files can be sent.
 * @attr {'on' | 'off'} [emoji='on'] - Whether there is an emoji picker.
 * @attr {'on' | 'off'} [branding='on'] - Whether the branding that the platform configures is applied.
 * @attr {number} character-limit - Maximum length of a message, in characters.
 * @attr {boolean} [voice=false] - Dictation, and reading aloud.
 * @attr {boolean} [notifications=false] - Desktop notification and sound while the page is hidden.
 * @fires {CustomEvent<null>} xo-open - The window was opened.
 * @fires {CustomEvent<null>} xo-close - The window was closed.
 * @fires {CustomEvent<ChatMessage>} xo-message - A message was sent or received. Fires once per message, and not for older pages of the history.
 * @fires {CustomEvent<StateChange>} xo-state - The state of the connection has changed.
 * @fires {CustomEvent<XoError>} xo-error - An error occurred.
 * @fires {CustomEvent<{ locale: string; initial: boolean }>} xo-language - The platform has reported the language of the conversation.
 * @slot header - Replaces picture, name and state in the header.
 * @slot launcher - Replaces the icon of the launcher.
 */
export class XoChatElement extends Base {
  static readonly observedAttributes: readonly string[] = ATTRIBUTES;

  #client: ChatClient | undefined;
  #ownsClient = false;
  #options: XoChatOptions | undefined;
  #session: ChatSession | undefined;
  #view: ChatView | undefined;
  readonly #localeController = new LocaleController(() => this.#schedule(false));
  /** True if the session must be replaced, because it belongs to previous attributes or a previous client. */
  #isStale = false;
  #isScheduled = false;
  #wasOpen = false;
  #isBrandingRequested = false;
  #unsubscribePins: (() => void) | undefined;

  /**
   * Address of the platform: `https://host`.
   *
   * @attr api-url
   */
  declare apiUrl: string | null;
  /**
   * Name of the bot on the platform, also the title of the window.
   *
   * @attr bot-name
   */
  declare botName: string | null;
  /**
   * Id of the bot: `st-…`.
   *
   * @attr bot-id
   */
  declare botId: string | null;
  /**
   * Address of your token endpoint, which answers POST with `{ "jwt": "…" }`.
   *
   * @attr jwt-url
   */
  declare jwtUrl: string | null;
  /**
   * Whether requests to `jwtUrl` send cookies. Use `include` if the endpoint is on another origin.
   *
   * @attr jwt-credentials
   * @default 'same-origin'
   */
  declare jwtCredentials: 'omit' | 'same-origin' | 'include' | null;
  /**
   * Language of the window, a BCP 47 tag. When the conversation switches to another language, the window follows, until this is set
   * again. By default it is the language of the conversation, once the platform sends it; before that English, with the text
   * direction of the page.
   *
   * @attr locale
   */
  declare locale: string | null;
  /**
   * Whether the window is open. Setting it moves the focus into the window, or back out of it.
   *
   * @attr open
   * @default false
   */
  declare open: boolean;
  /**
   * Connects at once instead of when the window is first opened. The launcher shows the number of unread messages.
   *
   * @attr preconnect
   * @default false
   */
  declare preconnect: boolean;
  /**
   * Allows `http:` and `ws:` for hosts other than localhost.
   *
   * @attr allow-insecure
   * @default false
   */
  declare allowInsecure: boolean;
  /**
   * Light or dark. `auto` follows the system setting of the reader.
   *
   * @attr theme
   * @type {'auto' | 'light' | 'dark'}
   * @default 'auto'
   */
  declare theme: ChatTheme;
  /**
   * Position of the window: a launcher in a corner (`floating`), the same with a window along a side of the page (`docked`), or the
   * whole container (`inline`).
   *
   * @attr mode
   * @type {'floating' | 'docked' | 'inline'}
   * @default 'floating'
   */
  declare mode: ChatMode;
  /**
   * Whether pictures and media of other hosts load at once or, with `ask`, when the visitor presses a button. `features.images`
   * takes precedence.
   *
   * @attr images
   * @default 'on'
   */
  declare images: 'on' | 'ask';
  /**
   * Optional features of the window. They take precedence over the attributes `attachments`, `emoji`, `branding`, `character-limit`,
   * `voice` and `notifications`. Set it before the window is first opened.
   */
  features: ChatFeatures | null = null;

  /** @internal Names of the options that were given, which are checked later. */
  optionNames: readonly string[] = [];

  /**
   * The client of the conversation. A client that you set is used instead of creating one, and stays yours: the element
   * never disconnects it.
   */
  get client(): ChatClient | null {
    return this.#client ?? this.#session?.client ?? null;
  }
  set client(value: ChatClient | null) {
    if (value && !isClient(value)) {
      throw new ConfigError('XO_CONFIG_INVALID', 'unable to use the client; it is not made by createChatClient()');
    }
    this.#setClient(value ?? undefined, false);
  }

  /** The options of `mountChat()` as one property; they win over the attributes. Unknown ones are reported on the console. */
  get options(): XoChatOptions | null {
    return this.#options ?? null;
  }
  set options(value: XoChatOptions | null) {
    this.#options = value ?? undefined;
    this.applyWindowOptions(this.#options);
    this.#schedule(true);
  }

  /** @internal */
  connectedCallback(): void {
    upgradeProperties(this);
    this.#unsubscribePins ??= onPinsChange(() => {
      // The page has chosen an external client itself.
      if (!this.#client && isAllowed(this.#config().apiUrl) !== Boolean(this.#session)) this.#schedule(true);
    });
    this.#schedule(!this.#session);
  }

  /** @internal */
  disconnectedCallback(): void {
    // If the element was only moved within the page, it is connected again before this runs, and the conversation
    // continues.
    queueMicrotask(() => {
      if (!this.isConnected) this.#tearDown();
    });
  }

  /** @internal */
  attributeChangedCallback(name: string, before: string | null, after: string | null): void {
    if (before === after) return;
    if (name === 'locale') this.#localeController.setLocale(after ?? undefined, Boolean(this.#view));
    if (name === 'images') this.#session?.media?.refresh();
    // Synchronous if possible: touch keyboards only open if the focus moves during the touch event.
    if (name === 'open' && this.#view && !this.#isScheduled) this.#update();
    else this.#schedule(IDENTITY.includes(name));
  }

  /** @internal Takes a client that the element disconnects when it is removed. */
  adopt(client: ChatClient): void {
    this.#setClient(client, true);
  }

  /** @internal Applies the options that are properties of the element. */
  applyWindowOptions(given: XoChatOptions = {}): void {
    // A copy without a prototype, because another script of the page may have added properties to Object.prototype.
    const options = bareObject({ ...given });
    if (options.features) options.features = bareObject({ ...options.features });
    this.optionNames = Object.keys(options);
    for (const name of WINDOW_OPTIONS) if (options[name] !== undefined) Reflect.set(this, name, options[name]);
  }

  /** @internal Ends everything now, instead of after the task. */
  destroy(): void {
    this.remove();
    this.#tearDown();
  }

  #setClient(client: ChatClient | undefined, ownsClient: boolean): void {
    if (client === this.#client) return;
    this.#client = client;
    this.#ownsClient = ownsClient;
    this.#schedule(true);
  }

  #schedule(isStale: boolean): void {
    this.#isStale ||= isStale;
    if (this.#isScheduled || !this.isConnected) return;
    this.#isScheduled = true;
    queueMicrotask(() => {
      this.#isScheduled = false;
      this.#update();
    });
  }

  #update(): void {
    if (!this.isConnected) return;
    const isRenewed = this.#isStale;
    if (isRenewed) {
      this.#isStale = false;
      this.#session?.destroy();
      this.#session = this.#createSession();
      this.#session?.start();
      if (this.preconnect) this.#session?.connect();
      this.#isBrandingRequested = false;
    }
    const open = this.open || this.mode === 'inline';
    const hasToggled = open !== this.#wasOpen;
    this.#wasOpen = open;
    if (open && (hasToggled || isRenewed)) {
      this.#session?.open();
      // Users see that the chat is not set up; developers read the console.
      const missing = this.#session ? [] : missingIn(this.#config());
      if (missing.length) logToConsole('warn', `unable to show the chat yet; it lacks ${missing.join(', ')}`);
    } else if (hasToggled) this.#session?.close();
    this.#view ??= new ChatView(this, () => {
      this.open = !this.open;
    });
    this.#view.show({
      session: this.#session,
      open,
      mode: this.mode,
      theme: this.theme,
      botName: this.botName ?? this.#options?.bot?.name ?? null,
      i18n: this.#localeController.i18n,
    });
    // An external client may already be ready, and emit no further state.
    this.#loadBranding();
    if (hasToggled) this.#emit(open ? 'open' : 'close');
  }

  #createSession(): ChatSession | undefined {
    const config = this.#config();
    if (!this.#client && missingIn(config).length) return undefined;
    try {
      return new ChatSession(this.#client ?? createConfiguredClient(config), {
        owned: this.#ownsClient || !this.#client,
        parts: sessionParts,
        features: this,
        page: document,
        onUserChange: () => this.#schedule(true),
        emit: (name, detail) => {
          if (name === 'state') this.#loadBranding();
          if (name === 'language') {
            const { locale, initial } = detail as SessionEvents['language'];
            // The page's locale wins over the initial language of the conversation, but not over a later switch.
            if (!initial || this.locale === null) this.#localeController.setLocale(locale, true);
          }
          this.#emit(name, detail);
        },
      });
    } catch (error) {
      // There is no caller to throw at.
      if (!isXoError(error)) throw error;
      onHintsLoaded(() => logToConsole('error', `${error.message}. ${error.hint}`));
      this.#emit('error', error);
      return undefined;
    }
  }

  /** Requests the platform's branding, once per conversation. */
  #loadBranding(): void {
    const session = this.#session;
    if (!session || this.#isBrandingRequested) return;
    this.#isBrandingRequested = loadBranding(session, (tokens) => {
      if (session === this.#session) this.#view?.applyBranding(tokens);
    });
  }

  #config(): ClientConfig {
    const { apiUrl, botName, botId, jwtUrl, jwtCredentials, allowInsecure, locale } = this;
    const bot = botName && botId ? { name: botName, id: botId } : undefined;
    const attributes = { apiUrl, bot, jwtUrl, jwtCredentials, allowInsecure: allowInsecure || undefined, locale };
    // An absent attribute or an undefined option is not given.
    const given = [attributes, this.#options ?? {}].flatMap(Object.entries).filter(([, value]) => value != null);
    return bareObject(Object.fromEntries(given));
  }

  #emit(name: keyof XoChatEvents, detail: XoChatEvents[keyof XoChatEvents] = null): void {
    this.dispatchEvent(new CustomEvent(`xo-${name}`, { detail, bubbles: true, composed: true }));
  }

  #tearDown(): void {
    this.#unsubscribePins?.();
    this.#unsubscribePins = undefined;
    this.#view?.destroy();
    this.#view = undefined;
    this.#session?.destroy();
    this.#session = undefined;
    this.#isStale = false;
    this.#wasOpen = false;
  }
}

/** Options for all `<xo-chat>` elements of the page. */
export interface DefineOptions {
  /**
   * Platforms that the chats of this page may connect to, such as `https://platform.kore.ai`, including their sockets.
   * Further calls add to the list. @default any platform is allowed
   */
  allow?: readonly string[];
  /**
   * The nonce of the page's CSP, for style elements: Safari before 16.4 needs them. Script tags have their own.
   */
  nonce?: string | undefined;
}

let hasWarned = false;

/**
 * Defines `<xo-chat>`. mountChat() and the script tag call it; call it yourself if you write the element in HTML and
 * load it as a module, because importing alone has no side effects. A second call only applies the options; on a server
 * it does nothing.
 *
 * @throws ConfigError (`XO_CONFIG_INVALID`) if a platform is not an address
 */
export function defineXoChat({ allow: platforms, nonce }: DefineOptions = {}): void {
  const { customElements } = globalThis;
  if (!customElements) return;
  setStyleNonce(nonce);
  // Before the elements of the page are upgraded, which connect in this task.
  if (platforms) allow(platforms);
  const defined = customElements.get('xo-chat');
  if (defined) {
    if (defined !== XoChatElement && !hasWarned) {
      hasWarned = true;
      logToConsole(
        'warn',
        'another copy of xo-rtm draws <xo-chat>, without the templates and texts of this one. Load one, once.',
      );
    }
    return;
  }
  if (isTooOld()) return;
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
