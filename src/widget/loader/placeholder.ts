import { directionOf } from '../i18n/direction.js';
import { addStyles } from '../styles/add-styles.js';
import { launcherStyles } from '../styles/launcher.js';
import { tokens } from '../styles/tokens.js';
import { CHAT_ICON } from '../ui/chat-icon.js';
import { launcherLabel } from './launcher-label.js';

const SVG = 'http://www.w3.org/2000/svg';

function setAll(element: Element, attributes: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
}

export interface PlaceholderListeners {
  /** The user may be about to open the chat. */
  onApproach(): void;
  onPress(): void;
}

/** Selects elements on which an attribute is set, and neither `off` nor `false`. */
export const isOn = (attribute: string) => `[${attribute}]:not([${attribute}=off],[${attribute}=false])`;

/** The launcher of an `<xo-chat>` that is not defined yet, with the same look, and with the property `open`. */
export class Placeholder {
  readonly host: Element;
  readonly #root: HTMLElement;
  readonly #button: HTMLButtonElement;

  constructor(host: Element, { onApproach, onPress }: PlaceholderListeners) {
    this.host = host;
    const wasOpened = (host as { open?: unknown }).open;
    Object.defineProperty(host, 'open', {
      configurable: true,
      get: () => host.matches(isOn('open')),
      set: (open: unknown) => void (open ? host.setAttribute('open', '') : host.removeAttribute('open')),
    });
    // The page may have set it before this script ran.
    if (wasOpened) host.setAttribute('open', '');
    const { ownerDocument } = host;
    const shadow = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
    // The window later replaces them with its own.
    addStyles(shadow, tokens + launcherStyles);

    const locale = host.getAttribute('locale');
    this.#root = ownerDocument.createElement('div');
    this.#root.className = 'xo';
    this.#root.dataset.theme = host.getAttribute('theme') ?? 'auto';
    this.#root.lang = locale ?? 'en';
    this.#root.dir = directionOf(locale) ?? '';

    this.#button = ownerDocument.createElement('button');
    setAll(this.#button, {
      type: 'button',
      class: 'launcher',
      part: 'launcher',
      'aria-label': launcherLabel(locale),
      'aria-haspopup': 'dialog',
      'aria-expanded': 'false',
    });
    for (const type of ['pointerenter', 'focus', 'touchstart'] as const) {
      this.#button.addEventListener(type, onApproach, { once: true, passive: true });
    }
    this.#button.addEventListener('click', onPress);

    const slot = ownerDocument.createElement('slot');
    slot.name = 'launcher';
    const icon = ownerDocument.createElementNS(SVG, 'svg');
    setAll(icon, { class: 'icon', viewBox: '0 0 24 24', 'aria-hidden': 'true' });
    const path = ownerDocument.createElementNS(SVG, 'path');
    setAll(path, { d: CHAT_ICON });
    icon.append(path);
    slot.append(icon);
    this.#button.append(slot);
    this.#root.append(this.#button);
    shadow.append(this.#root);
  }

  set busy(busy: boolean) {
    setAll(this.#button, { 'aria-busy': `${busy}` });
  }

  /** Removes the property, so that the defined element can use its accessor. */
  release(): void {
    delete (this.host as { open?: unknown }).open;
  }

  /** Removes the placeholder, and moves its focus to the real launcher. */
  remove(): void {
    const { shadowRoot } = this.host;
    const hadFocus = shadowRoot?.activeElement === this.#button;
    this.#root.remove();
    if (hadFocus) shadowRoot?.querySelector<HTMLElement>('.launcher')?.focus();
  }
}
