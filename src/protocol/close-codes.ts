/*
 * The documented close codes (docs/protocol.md §2.5) and the reaction of the client:
 *
 *   1002 protocol error, 1005 closed by the user or connected elsewhere, 1006 server restart or network failure,
 *   1011 server error, and all other codes: reconnect with backoff
 *   1007 payload is not UTF-8, 1009 payload too big: reconnect without the last frame
 *   1008 user or bot blocked or suspended, or rate limit exceeded: stop, because reconnecting makes it worse (D8 in docs/delivery.md)
 */

/** True if the client must not reconnect. */
export const isFinalClose = (code: number | undefined): boolean => code === 1008;

/** True if the platform closed because of the last frame, so that sending this frame again would fail again. */
export const isCausedByFrame = (code: number | undefined): boolean => code === 1007 || code === 1009;
