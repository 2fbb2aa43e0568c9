import type { XoError } from '../errors/index.js';

/**
 * The state of the connection.
 *
 *   idle ─connect()→ authorizing → starting → opening → ready
 *                        ↑                        │ lost
 *                        └──── waiting ←──────────┘      offline: the page says that there is no network
 *   failed: stopped, because another attempt cannot succeed. closed: after disconnect(). connect() starts again from both.
 */
export type ConnectionState =
  | { readonly status: 'idle' }
  /** Getting a JWT and exchanging it for an access token. `attempt` counts from 0 since the last healthy connection. */
  | { readonly status: 'authorizing'; readonly attempt: number }
  /** Requesting a socket URL. */
  | { readonly status: 'starting'; readonly attempt: number }
  /** Opening the socket. */
  | { readonly status: 'opening'; readonly attempt: number }
  /** Connected. `since` in epoch milliseconds. */
  | { readonly status: 'ready'; readonly since: number }
  /** Lost because of `cause`; the next attempt starts at `retryAt` (epoch milliseconds). */
  | { readonly status: 'waiting'; readonly attempt: number; readonly retryAt: number; readonly cause: XoError }
  | { readonly status: 'offline'; readonly cause?: XoError | undefined }
  | { readonly status: 'failed'; readonly cause: XoError }
  | { readonly status: 'closed' };
