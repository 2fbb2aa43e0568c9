import type { ChatSession } from '../session/chat-session.js';

/**
 * What the components of a window find in their context, however deep they are. By name: what loads later shares nothing else.
 * Only what stays the same: a component that draws itself again has the context in which it was drawn first.
 */
export interface WindowContext {
  readonly session?: ChatSession | undefined;
  /** Id of the message around: undefined outside of messages, empty in those of the user. */
  readonly messageId?: string | undefined;
}
