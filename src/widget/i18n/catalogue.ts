import type { TemplateStrings } from './template-strings.js';

/** All strings of the window. One object per language; a string that depends on a value is a function. */
export interface Catalogue {
  /** BCP 47 tag of the language of these strings. */
  readonly language: string;

  readonly openChat: string;
  readonly closeChat: string;
  readonly unread: (count: number) => string;
  /** Title of the window if the bot has no name. */
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
  /** Only part of a long conversation is in the DOM; this button renders all of it. */
  readonly showWhole: string;
  /** Only the beginning of a very long text is drawn; this button draws the rest. */
  readonly showAll: string;
  /** Undoes `showAll`. */
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
  /** Label of a code block. */
  readonly code: string;
  readonly copy: string;
  readonly copied: string;
  readonly copyFailed: string;
  readonly table: string;

  readonly writeMessage: string;
  readonly send: string;

  /** Overrides for some of the strings of templates. The defaults load with the first template. */
  readonly templates?: Partial<TemplateStrings>;
}
