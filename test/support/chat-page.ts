import { vi } from 'vitest';
// What the window loads later is here before: no test ends while it is on its way.
import '../../src/widget/composer/composer-extras.js';
import { mountChat } from '../../src/widget/element/mount-chat.js';
import { parts } from '../../src/widget/message-list/MessagePart.js';
import { drawnText } from '../../src/widget/rich-text/LazyText.js';
import type { MountOptions } from '../../src/widget/store/chat-options.js';
import { FakeChatClient, message } from './fake-chat-client.js';

/** Lets the element read its attributes and the window draw: both wait for the end of the task. */
export async function drawn(): Promise<void> {
  for (let round = 0; round < 4; round++) await Promise.resolve();
}

/** Lets templates and media be drawn: what draws them loads first. */
export async function partsDrawn(root: ParentNode): Promise<void> {
  await parts.load();
  await drawn();
  await vi.waitUntil(() => !root.querySelector('.part[aria-busy]'));
}

/** A mounted chat on a fake client, and a way to look into it. */
export async function openChat(options: Partial<MountOptions> = {}, client = new FakeChatClient()) {
  // What draws links and markup is here before, too.
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
    /** Opens it with the history loaded, and with what comes behind the first words. */
    async loadComposer() {
      await this.begin();
      client.receive(message('Hello'));
      await vi.waitUntil(() => this.find('.tools'));
    },
    /** Opens it with the history loaded. */
    async begin() {
      chat.open();
      client.ready();
      client.answerPage([]);
      await drawn();
    },
  };
}

/** A key press as the browser reports it; says whether its default was prevented. */
export function press(target: Element, key: string, more: KeyboardEventInit = {}): boolean {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true, ...more });
  target.dispatchEvent(event);
  return event.defaultPrevented;
}

export function type(field: HTMLTextAreaElement, text: string): void {
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
