import { logToConsole } from '../../lib/logger.js';

/** The API of a script that contains the whole chat; the loader gets the same from its folder. */
export interface WholeChat {
  /** Defines the element, and so renders every `<xo-chat>`. */
  defineXoChat(options?: { nonce: string | undefined }): void;
  /** Restricts the chats of the page to these platforms. */
  allow(platforms: readonly string[]): void;
}

/** A script of this package on the page. The names are a contract between versions of the package. */
export interface PageScript {
  readonly file: string;
  readonly version: string;
  /** The value of `window.XoChat`. */
  readonly api: { allow(platforms: readonly string[]): void };
  /** Set by a script that contains the whole chat. */
  readonly chat?: WholeChat | undefined;
  /** Set by the loader: uses an existing chat instead of loading one. */
  readonly adopt?: ((chat: WholeChat) => void) | undefined;
}

/** A symbol, because elements of the page cannot define it by name. */
const SCRIPT_KEY = Symbol.for('xo-rtm.script');

/** Returns the script that renders the chats of this page; undefined if there is none yet. */
export const firstScript = (): PageScript | undefined => Reflect.get(globalThis, SCRIPT_KEY);

/** Publishes the API of a script as the global `XoChat`. */
export function publish({ api }: PageScript): void {
  // Replaces an element named `XoChat`, which is not an own property of the window.
  Reflect.set(globalThis, 'XoChat', api);
}

/**
 * Makes one script render the chats of the page: the first that knows where its parts are. A later script adds what the
 * first one lacks, so that `XoChat` has the names of both and all lead to one chat; then it logs a warning and does
 * nothing else.
 *
 * @returns true if this script renders the chats
 */
export function claimPage(script: PageScript): boolean {
  const first = firstScript();
  if (!first) {
    Reflect.set(globalThis, SCRIPT_KEY, script);
    publish(script);
    return true;
  }
  const chat = first.chat ?? script.chat;
  if (chat) (first.adopt ?? script.adopt)?.(chat);
  for (const [name, value] of Object.entries(script.api)) {
    if (!(name in first.api)) Reflect.set(first.api, name, value);
  }
  logToConsole(
    'warn',
    `${script.file} ${script.version} does nothing; ${first.file} ${first.version} draws the chats of this page. Load one, once.`,
  );
  return false;
}
