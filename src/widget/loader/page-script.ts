import { consoleLogger } from '../../lib/logger.js';

/** What a script that carries the whole chat can do, and what the loader gets from its folder. */
export interface WholeChat {
  /** Begins to draw every `<xo-chat>`. */
  defineXoChat(): void;
  /** Pins the chats of the page to platforms. */
  allow(platforms: readonly string[]): void;
}

/** A script of this package on the page. The names are a contract between its versions. */
export interface PageScript {
  readonly file: string;
  readonly version: string;
  /** What the page finds as `window.XoChat`. */
  readonly api: { allow(platforms: readonly string[]): void };
  /** Of a script that carries the whole chat. */
  readonly chat?: WholeChat | undefined;
  /** Of the loader: takes a chat that is here already, instead of loading one. */
  readonly adopt?: ((chat: WholeChat) => void) | undefined;
}

/** Not a name that an element could have. */
const FIRST = Symbol.for('xo-rtm.script');

/** The script that draws the chats of this page; undefined before there is one. */
export const firstScript = (): PageScript | undefined => Reflect.get(globalThis, FIRST);

/** Makes the API of a script the global `XoChat`. */
export function publish({ api }: PageScript): void {
  // An element with this name gives way: it is not the window's own property.
  Reflect.set(globalThis, 'XoChat', api);
}

/**
 * Lets one script of the page draw its chats: the first that knows where its parts are. A later one hands it what the first
 * does not have, so that all names of both are in `XoChat` and lead to one chat; then it does nothing more, and says so.
 *
 * @returns whether this is the one
 */
export function takePage(script: PageScript): boolean {
  const first = firstScript();
  if (!first) {
    Reflect.set(globalThis, FIRST, script);
    publish(script);
    return true;
  }
  const chat = first.chat ?? script.chat;
  if (chat) (first.adopt ?? script.adopt)?.(chat);
  for (const [name, value] of Object.entries(script.api)) {
    if (!(name in first.api)) Reflect.set(first.api, name, value);
  }
  consoleLogger(
    'warn',
    `${script.file} ${script.version} does nothing; ${first.file} ${first.version} draws the chats of this page. Load one, once.`,
  );
  return false;
}
