import type { ChatMessage } from '../../../conversation/chat-message.js';
import { toPlainText } from '../../a11y/plain-text.js';
import type { ComposerStrings } from '../../i18n/composer-strings.js';
import type { ComposerHost } from '../../store/composer-host.js';
import { onNewMessage } from '../new-messages.js';
import { createBeep } from './beep.js';

/** Longest text of a notification. Operating systems cut longer ones, each differently. */
const MAX_CHARACTERS = 180;

/** How much of a message is converted to plain text for that: markup and addresses take space, too. */
const MAX_PARSED = 1_000;

/**
 * Shows a desktop notification and plays a sound for messages that arrive while the page is hidden. Off until the user
 * turns it on.
 */
export class NotificationsController {
  readonly #session: ComposerHost;
  readonly #showNotice: (notice: (strings: ComposerStrings) => string) => void;
  #stop: (() => void) | undefined;
  /**
   * True while the browser's permission prompt is open. It may stay open for minutes, and the user may press the button
   * again or leave.
   */
  #isPrompting = false;
  #isDestroyed = false;

  constructor(session: ComposerHost, showNotice: (notice: (strings: ComposerStrings) => string) => void) {
    this.#session = session;
    this.#showNotice = showNotice;
  }

  /** False if the browser has no notifications, as on iPhones outside an installed page. */
  get isSupported(): boolean {
    return 'Notification' in globalThis;
  }

  get isOn(): boolean {
    return this.#stop !== undefined;
  }

  /**
   * Turns notifications on or off. The first time, requests the permission, which browsers only allow during a user
   * gesture. @param language of the window
   */
  async toggle(language: string): Promise<void> {
    if (this.#stop) return this.#turnOff();
    if (this.#isPrompting) return;
    this.#isPrompting = true;
    // The same user gesture enables audio: browsers block sounds that are created later.
    const beep = createBeep();
    const permission = await Notification.requestPermission();
    this.#isPrompting = false;
    if (this.#isDestroyed) return beep?.close();
    if (permission === 'granted') {
      const off = onNewMessage(this.#session.client, (message) => {
        if (document.visibilityState === 'visible') return;
        this.#show(message, language);
        beep?.play();
      });
      this.#stop = () => {
        off();
        beep?.close();
        this.#session.setAnnounces(false);
      };
      this.#session.setAnnounces(true);
    } else {
      beep?.close();
      this.#showNotice((strings) => strings.notifyRefused);
    }
    this.#session.notify();
  }

  destroy(): void {
    this.#isDestroyed = true;
    this.#turnOff();
  }

  #turnOff(): void {
    this.#stop?.();
    this.#stop = undefined;
    this.#session.notify();
  }

  #show({ id, text, author }: ChatMessage, language: string): void {
    const { client } = this.#session;
    const plain = toPlainText(text.slice(0, MAX_PARSED), language);
    const body = plain.length > MAX_CHARACTERS ? `${plain.slice(0, MAX_CHARACTERS)}…` : plain;
    try {
      // Silent, because the beep is the sound.
      const notification = new Notification(author?.name ?? client.bot.name, { body, tag: id, silent: true });
      notification.addEventListener('click', () => {
        globalThis.focus();
        notification.close();
      });
    } catch {
      // Some mobile browsers only allow notifications from service workers: the sound remains.
    }
  }
}
