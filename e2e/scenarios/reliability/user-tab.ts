import type { BrowserContext, Page } from 'playwright-core';

/** The global object that page.js provides for the run. */
interface ReliabilityPage {
  client: {
    userId: string | undefined;
    state: { status: string };
    messages: readonly { from: string; text: string; status: string }[];
  };
  /** Messages whose promise was rejected, with the reason. */
  rejected: string[];
  send(texts: readonly string[]): void;
  /** Loads the whole history, page by page. */
  loadAll(): Promise<void>;
}

declare global {
  var reliability: ReliabilityPage;
}

/** The messages that a tab shows, oldest first. */
export interface Shown {
  status: string;
  user: string[];
  bot: string[];
  /** Own messages that were not delivered. */
  undelivered: string[];
}

/** A tab of the user, which may be reloaded, closed and opened again. */
export class UserTab {
  /** Texts that were sent, by page, which means between one load and the next. */
  readonly pages: string[][] = [];
  /** Messages of pages that were left before the first grant. No other page sends them, because its user may be another one (D11). */
  readonly unclaimed = new Set<string>();
  /** Those of them that this tab still stores, as a draft or to become one. */
  drafted: string[] = [];
  readonly #context: BrowserContext;
  readonly #origin: string;
  readonly #name: string;
  #page: Page | undefined;

  /** @param name prefix of its texts: `a2.1` is the first message of its second page */
  constructor(context: BrowserContext, origin: string, name: string) {
    this.#context = context;
    this.#origin = origin;
    this.#name = name;
  }

  get isOpen(): boolean {
    return this.#page !== undefined;
  }

  get page(): Page {
    if (!this.#page) throw new Error(`unable to use tab ${this.#name}; it is closed`);
    return this.#page;
  }

  async open(): Promise<void> {
    this.#page = await this.#context.newPage();
    this.pages.push([]);
    await this.#page.goto(this.#origin);
  }

  async reload(): Promise<void> {
    this.drafted.push(...(await this.#leave()));
    this.pages.push([]);
    await this.page.reload();
  }

  async close(): Promise<void> {
    await this.#leave();
    this.drafted = [];
    const { page } = this;
    this.#page = undefined;
    await page.close();
  }

  /** Returns the messages that the page leaves unclaimed, because no user was granted, or so recently that the record still exists. */
  async #leave(): Promise<readonly string[]> {
    const waiting = await this.page.evaluate(() => {
      if (!reliability.client.userId) return undefined;
      const records = Object.entries({ ...sessionStorage }).filter(([key]) => key.endsWith('unclaimed'));
      return records.map(([, record]) => record).join();
    });
    const texts = this.pages.at(-1)!.filter((text) => waiting?.includes(`"${text}"`) ?? true);
    for (const text of texts) this.unclaimed.add(text);
    return texts;
  }

  /** Sends several messages at once. Returns their texts. */
  async send(count: number): Promise<readonly string[]> {
    const page = this.pages.at(-1)!;
    const texts = Array.from({ length: count }, (_, n) => `${this.#name}${this.pages.length}.${page.length + n + 1}`);
    page.push(...texts);
    await this.page.evaluate((list) => reliability.send(list), texts);
    return texts;
  }

  /** Waits until the tab is connected, shows this number of messages, and has delivered its own. */
  async settle(messages: number): Promise<void> {
    await this.page.waitForFunction((count) => {
      const { state, messages } = reliability.client;
      const isThere = ({ from, status }: (typeof messages)[number]) => from !== 'user' || /delivered|read/.test(status);
      return state.status === 'ready' && messages.length >= count && messages.every(isThere);
    }, messages);
  }

  async loadAll(): Promise<void> {
    await this.page.evaluate(() => reliability.loadAll());
  }

  shown(): Promise<Shown> {
    return this.page.evaluate(() => {
      const { state, messages } = reliability.client;
      const texts = (author: string) => messages.filter(({ from }) => from === author).map(({ text }) => text);
      const undelivered = messages.filter(({ from, status }) => from === 'user' && !/delivered|read/.test(status));
      return {
        status: state.status,
        user: texts('user'),
        bot: texts('bot'),
        undelivered: [...undelivered.map(({ text, status }) => `${text} (${status})`), ...reliability.rejected],
      };
    });
  }

  /** Returns everything in the page that others could see: its elements and its storage. */
  visible(): Promise<string> {
    return this.page.evaluate(() =>
      JSON.stringify([document.documentElement.outerHTML, { ...localStorage }, { ...sessionStorage }]),
    );
  }
}
