/**
 * A button that starts a conversation: a sentence to send, or a title with the payload to send, or with an address to
 * open.
 */
export type QuickStart =
  | string
  | { readonly title: string; readonly payload: string }
  | { readonly title: string; readonly url: string };

/** What is shown at the beginning of a conversation, until the user has sent something. */
export interface WelcomeStrings {
  readonly title?: string;
  readonly text?: string;
  /** `https://…` address of a picture above the text. @default the chat icon */
  readonly picture?: string;
  readonly quickStarts?: readonly QuickStart[];
}
