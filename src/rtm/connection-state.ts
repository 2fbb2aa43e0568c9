import type { XoError } from '../errors/index.js';

/**
 * Where the connection stands.
 *
 *   idle ─connect()→ authorizing → starting → opening → ready
 *                        ↑                        │ lost
 *                        └──── waiting ←──────────┘      offline: the machine says there is no network
 *   failed: stopped for a reason that trying again does not mend; closed: disconnect(). connect() leaves both.
 */
export type ConnectionState =
  | { readonly status: 'idle' }
  /** Asking for a JWT and exchanging it for an access token. `attempt` counts from 0 since the last healthy connection. */
  | { readonly status: 'authorizing'; readonly attempt: number }
  /** Asking for a socket URL. */
  | { readonly status: 'starting'; readonly attempt: number }
  /** Opening the socket. */
  | { readonly status: 'opening'; readonly attempt: number }
  /** Messages flow. `since` in epoch milliseconds. */
  | { readonly status: 'ready'; readonly since: number }
  /** Will try again at `retryAt` (epoch milliseconds), because of `cause`. */
  | { readonly status: 'waiting'; readonly attempt: number; readonly retryAt: number; readonly cause: XoError }
  | { readonly status: 'offline'; readonly cause?: XoError | undefined }
  | { readonly status: 'failed'; readonly cause: XoError }
  | { readonly status: 'closed' };
