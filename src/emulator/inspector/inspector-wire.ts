/** What the inspector page and the emulator say to each other: types alone, for both sides. */

import type { NumberedEntry } from '../state/trace.js';
import type { FaultRule } from '../types/fault-rule.js';

/** Of one user. */
export interface InspectedUser {
  readonly identity: string;
  readonly isAnonymous: boolean;
  /** Numbers of the open sockets. */
  readonly sockets: readonly number[];
  readonly sessionId?: string;
  /** In the history. */
  readonly messages: number;
  /** Access tokens that are still good. */
  readonly tokens: number;
}

export type InspectedRule = FaultRule & { readonly id: string; readonly fired: number };

/** All that is shown beside the trace. */
export interface InspectorState {
  readonly bot: { readonly name: string; readonly id: string };
  readonly apiUrl: string;
  readonly muted: boolean;
  /** Those with open sockets first; never more than a page can show. */
  readonly users: readonly InspectedUser[];
  readonly userCount: number;
  readonly rules: readonly InspectedRule[];
  readonly replay?: { readonly done: number; readonly total: number };
}

/** `GET /_inspect/events`, server-sent: one of these as JSON in each `data`. */
export type InspectorEvent =
  | { readonly state: InspectorState }
  /** `missed`: so many lines before these came too fast to be sent. */
  | { readonly entries: readonly NumberedEntry[]; readonly missed?: number };

/** `POST /_inspect/actions`. Without `user` or `to`: all users. */
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

/** The answer: what was done, or why it was not, in a sentence. */
export interface InspectorAnswer {
  readonly ok: boolean;
  readonly message: string;
}
