import type { ChatMessage } from '../../../conversation/chat-message.js';
import { toPlainText } from '../../a11y/plain-text.js';
import type { ComposerStrings } from '../../i18n/composer-strings.js';
import type { ComposerHost } from '../../store/composer-host.js';
import { onNewMessage } from '../new-messages.js';
import { createBeep } from './beep.js';

/** Longer texts are cut by the desktop anyway, each in its own way. */
const MOST_CHARACTERS = 180;

/** What is read of a text for that: marks and addresses take place, too. */
const MOST_READ = 1_000;

/** A desktop notification and a sound for a message that comes while nobody looks at the page. The user asks for it. */
export class NotificationsController {
  readonly #session: ComposerHost;
  readonly #tell: (notice: (strings: ComposerStrings) => string) => void;
  #stop: (() => void) | undefined;
  /** The browser is asking the user, who may take a minute, press again, or go. */
  #asking = false;
  #gone = false;

  constructor(session: ComposerHost, tell: (notice: (strings: ComposerStrings) => string) => void) {
    this.#session = session;
    this.#tell = tell;
  }

  /** False where the browser has no notifications, as on iPhones outside an installed page. */
  get isPossible(): boolean {
    return 'Notification' in globalThis;
  }

  get isOn(): boolean {
    return this.#stop !== undefined;
  }

  /** Asks the browser at the first time: only a touch or a key may do that. @param language of the window */
  async toggle(language: string): Promise<void> {
    if (this.#stop) return this.#turnOff();
    if (this.#asking) return;
    this.#asking = true;
    // The same touch allows the sound: a sound that begins later is refused.
    const beep = createBeep();
    const permission = await Notification.requestPermission();
    this.#asking = false;
    if (this.#gone) return beep?.close();
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
      this.#tell((strings) => strings.notifyRefused);
    }
    this.#session.notify();
  }

  dispose(): void {
    this.#gone = true;
    this.#turnOff();
  }

  #turnOff(): void {
    this.#stop?.();
    this.#stop = undefined;
    this.#session.notify();
  }

  #show({ id, text, author }: ChatMessage, language: string): void {
    const { client } = this.#session;
    const words = toPlainText(text.slice(0, MOST_READ), language);
    const body = words.length > MOST_CHARACTERS ? `${words.slice(0, MOST_CHARACTERS)}…` : words;
    try {
      // The sound is ours; the desktop's own would be a second one.
      const notification = new Notification(author?.name ?? client.bot.name, { body, tag: id, silent: true });
      notification.addEventListener('click', () => {
        globalThis.focus();
        notification.close();
      });
    } catch {
      // Some mobile browsers let only service workers show them: the sound remains.
    }
  }
}
