import { vi } from 'vitest';
// Loaded in advance, so that no test ends while the window is still loading it.
import '../../src/widget/composer/composer-extras.js';
import { mountChat } from '../../src/widget/element/mount-chat.js';
import { parts } from '../../src/widget/message-list/MessagePart.js';
import { drawnText } from '../../src/widget/rich-text/LazyText.js';
import type { XoChatOptions } from '../../src/widget/store/chat-options.js';
import { FakeChatClient, message } from './fake-chat-client.js';

/** Waits until the element has read its attributes, which it does at the end of the task, and the window has rendered. */
export async function drawn(): Promise<void> {
  await new Promise((resolve) => void requestAnimationFrame(resolve));
  for (let round = 0; round < 4; round++) await Promise.resolve();
}

/** Waits until templates and media are rendered, including the load of the code that renders them. */
export async function partsDrawn(root: ParentNode): Promise<void> {
  await parts.load();
  await drawn();
  await vi.waitUntil(() => !root.querySelector('.part[aria-busy]'));
}

/** Mounts a chat on a fake client, and returns it with functions that query its shadow root. */
export async function openChat(
  options: XoChatOptions & { target?: Element | string } = {},
  client = new FakeChatClient(),
) {
  // The renderer of links and markup is loaded in advance, too.
  await drawnText.load();
  const chat = mountChat({ client, bot: { name: 'Shop Bot', id: 'st-1' }, ...options });
  await drawn();
  const root = chat.element.shadowRoot!;
  return {
    chat,
    client,
    root,
    find: <Found extends Element = HTMLElement>(selector: string) => root.querySelector<Found>(selector),
    all: <Found extends Element = HTMLElement>(selector: string) => [...root.querySelectorAll<Found>(selector)],
    texts: (selector: string) => [...root.querySelectorAll(selector)].map((element) => element.textContent),
    button: (name: string) =>
      [...root.querySelectorAll<HTMLElement>('button, a')].find(
        (element) => element.getAttribute('aria-label') === name || element.textContent === name,
      ),
    /** Opens the window with an empty history, and waits for the composer, which loads after the first message. */
    async loadComposer() {
      await this.begin();
      client.receive(message('Hello'));
      await vi.waitUntil(() => this.find('.tools'));
    },
    /** Opens the window with an empty history. */
    async begin() {
      chat.open();
      client.ready();
      client.answerPage([]);
      await drawn();
    },
  };
}

/** Dispatches a key press as the browser reports it. Returns whether its default was prevented. */
export function press(target: Element, key: string, more: KeyboardEventInit = {}): boolean {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true, ...more });
  target.dispatchEvent(event);
  return event.defaultPrevented;
}

export function type(field: HTMLTextAreaElement, text: string): void {
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
