/*
 * Documented codes (protocol.md §2.5), and what the platform means by them:
 *
 *   1002 protocol error · 1005 closed by the user, or connected elsewhere · 1006 server restart, network · 1011 server error:
 *        reconnect with backoff, and so for any other code
 *   1007 payload not UTF-8 · 1009 payload too big: reconnect without the frame
 *   1008 user or bot blocked or suspended, rate limit exceeded: stop, since trying again makes it worse (law 5)
 */

export const isFinalClose = (code: number | undefined): boolean => code === 1008;

/** The last frame made the platform close: sent again, it would do so again. */
export const blamesFrame = (code: number | undefined): boolean => code === 1007 || code === 1009;
