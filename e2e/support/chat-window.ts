import type { Locator, Page } from 'playwright-core';

/** The chat window of a page as a user sees it. It finds elements by their labels, inside the shadow root. */
export class ChatWindow {
  readonly launcher: Locator;
  readonly input: Locator;
  readonly conversation: Locator;
  readonly #root: Locator;

  /** @param selector selects the element if the page has more than one */
  constructor(page: Page, selector = 'xo-chat') {
    this.#root = page.locator(selector);
    this.launcher = this.#root.getByRole('button', { name: 'Open chat' });
    this.input = this.#root.getByRole('textbox', { name: 'Write a message' });
    this.conversation = this.#root.getByLabel('Conversation', { exact: true });
  }

  /** Waits for the buttons around the field. They load after the first message, or if the bot does not send one. */
  async loadComposer(): Promise<void> {
    await this.#root.getByRole('button', { name: 'Emoji', exact: true }).waitFor();
  }

  /** Waits until the header says that the chat is online. */
  async waitUntilOnline(): Promise<this> {
    await this.#root.getByText('Online', { exact: true }).first().waitFor({ state: 'attached' });
    return this;
  }

  /** Types a message key by key, and presses Enter. */
  async send(text: string): Promise<void> {
    await this.input.pressSequentially(text);
    await this.input.press('Enter');
  }

  /** Returns the messages in the window, oldest first: `user: Hello`. */
  async transcript(): Promise<string[]> {
    return this.conversation.locator('.message').evaluateAll((messages) =>
      messages.map((message) => {
        const author = /\b(user|bot|agent|system)\b/.exec(message.closest('.group')?.className ?? '')?.[1];
        return `${author}: ${(message as HTMLElement).innerText.trim()}`;
      }),
    );
  }

  /** Returns the delivery state of the user's newest message as the window shows it. */
  delivery(): Promise<string> {
    return this.conversation.locator('.group.user .delivery').last().innerText();
  }
}
