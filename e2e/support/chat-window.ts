import type { Locator, Page } from 'playwright-core';

/** The chat window of a page, as a user meets it: by the words on it, through the shadow root. */
export class ChatWindow {
  readonly launcher: Locator;
  readonly input: Locator;
  readonly conversation: Locator;
  readonly #root: Locator;

  /** @param selector of the element, where the page has more than one */
  constructor(page: Page, selector = 'xo-chat') {
    this.#root = page.locator(selector);
    this.launcher = this.#root.getByRole('button', { name: 'Open chat' });
    this.input = this.#root.getByRole('textbox', { name: 'Write a message' });
    this.conversation = this.#root.getByLabel('Conversation', { exact: true });
  }

  /** Waits for what stands around the field: it comes behind the first words, or when the bot keeps waiting for the user. */
  async loadComposer(): Promise<void> {
    await this.#root.getByRole('button', { name: 'Emoji', exact: true }).waitFor();
  }

  /** Types a line, key by key, and presses Enter. */
  async say(text: string): Promise<void> {
    await this.input.pressSequentially(text);
    await this.input.press('Enter');
  }

  /** What the window shows, oldest first: `user: Hello`. */
  async transcript(): Promise<string[]> {
    return this.conversation.locator('.message').evaluateAll((messages) =>
      messages.map((message) => {
        const author = /\b(user|bot|agent|system)\b/.exec(message.closest('.group')?.className ?? '')?.[1];
        return `${author}: ${(message as HTMLElement).innerText.trim()}`;
      }),
    );
  }

  /** How far the newest own message got, in words. */
  delivery(): Promise<string> {
    return this.conversation.locator('.group.user .delivery').last().innerText();
  }

  /** What the header says about the connection. */
  async says(text: string): Promise<boolean> {
    return (await this.#root.getByText(text, { exact: true }).count()) > 0;
  }
}
