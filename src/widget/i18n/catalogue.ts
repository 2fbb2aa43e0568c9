import type { TemplateStrings } from './template-strings.js';

/** Every word the window says. One object per language; functions where a word depends on a value. */
export interface Catalogue {
  /** BCP 47 tag of the language the words are in. */
  readonly language: string;

  readonly openChat: string;
  readonly closeChat: string;
  readonly unread: (count: number) => string;
  /** Title of a window whose bot has no name. */
  readonly chat: string;

  readonly online: string;
  readonly connecting: string;
  readonly notConnected: string;
  readonly reconnectingIn: (seconds: number) => string;
  readonly reconnecting: string;
  readonly tryNow: string;
  readonly offline: string;
  readonly retry: string;
  readonly discard: string;
  readonly signInFailed: string;
  readonly refused: string;
  readonly unreachable: string;
  readonly notSetUp: string;

  readonly conversation: string;
  readonly you: string;
  readonly agent: string;
  readonly says: (author: string, text: string) => string;
  readonly typing: (author: string) => string;
  readonly begin: string;
  readonly loadEarlier: string;
  readonly loadingEarlier: string;
  readonly loadEarlierFailed: string;
  /** Of a long conversation only a part is in the page; this brings in all of it. */
  readonly showWhole: string;
  /** Of a very long text only the beginning is drawn; this draws the rest. */
  readonly showAll: string;
  /** Takes back `showAll`. */
  readonly showLess: string;
  readonly newMessages: (count: number) => string;
  readonly today: string;
  readonly yesterday: string;
  readonly queued: string;
  readonly sent: string;
  readonly delivered: string;
  readonly read: string;
  readonly failed: string;
  readonly interrupted: string;
  readonly gap: string;

  readonly picture: string;
  readonly openForm: string;
  readonly cannotShow: string;
  /** Name of a block of program code. */
  readonly code: string;
  readonly copy: string;
  readonly copied: string;
  readonly copyFailed: string;
  readonly table: string;

  readonly writeMessage: string;
  readonly send: string;

  /** Other words for some that templates say by themselves. The rest of them comes with the first template. */
  readonly templates?: Partial<TemplateStrings>;
}
