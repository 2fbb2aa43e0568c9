/** The protocol between the inspector page and the emulator: types for both sides. */

import type { NumberedEntry } from '../state/trace.js';
import type { FaultRule } from '../types/fault-rule.js';

/** The state of one user. */
export interface InspectedUser {
  readonly identity: string;
  readonly isAnonymous: boolean;
  /** Numbers of the open sockets. */
  readonly sockets: readonly number[];
  readonly sessionId?: string;
  /** Number of messages in the history. */
  readonly messages: number;
  /** Number of valid access tokens. */
  readonly tokens: number;
}

export type InspectedRule = FaultRule & { readonly id: string; readonly fired: number };

/** The state that the page displays next to the trace. */
export interface InspectorState {
  readonly bot: { readonly name: string; readonly id: string };
  readonly apiUrl: string;
  readonly muted: boolean;
  /** Users with open sockets come first. A page cannot display all of many users, so `userCount` may be larger. */
  readonly users: readonly InspectedUser[];
  readonly userCount: number;
  readonly rules: readonly InspectedRule[];
  readonly replay?: { readonly done: number; readonly total: number };
}

/** `GET /_inspect/events`, server-sent events: each `data` is one of these, as JSON. */
export type InspectorEvent =
  | { readonly state: InspectorState }
  /** `missed` is the number of earlier entries that were recorded too fast to be sent. */
  | { readonly entries: readonly NumberedEntry[]; readonly missed?: number };

/** `POST /_inspect/actions`. Without `user` or `to`, an action applies to all users. */
export type InspectorAction =
  | { readonly do: 'say'; readonly to?: string; readonly as: 'bot' | 'agent'; readonly content: unknown }
  | { readonly do: 'mute'; readonly on: boolean }
  | { readonly do: 'disconnect'; readonly user?: string; readonly how: 'close' | 'terminate' }
  | { readonly do: 'expireTokens'; readonly user?: string }
  | { readonly do: 'addFaults'; readonly rules: unknown }
  | { readonly do: 'removeFault'; readonly id: string }
  | { readonly do: 'clearFaults' }
  | {
      readonly do: 'replay';
      readonly trace: readonly unknown[];
      readonly to?: string;
      /** 0: without pauses. @default 1 */
      readonly speed?: number;
    }
  | { readonly do: 'stopReplay' };

/** The answer: a sentence about the result, or the reason why the action is impossible. */
export interface InspectorAnswer {
  readonly ok: boolean;
  readonly message: string;
}
