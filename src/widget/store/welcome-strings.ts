/** Something to begin with, at one press: a sentence, or a title with what is sent for it, or with an address to open. */
export type QuickStart =
  | string
  | { readonly title: string; readonly payload: string }
  | { readonly title: string; readonly url: string };

/** What stands where a conversation begins, until the user has said something. */
export interface WelcomeStrings {
  readonly title?: string;
  readonly text?: string;
  /** `https://…` of a picture above the words. @default the sign of the bot */
  readonly picture?: string;
  readonly quickStarts?: readonly QuickStart[];
}
