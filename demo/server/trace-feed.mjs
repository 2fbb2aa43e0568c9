import { randomUUID } from 'node:crypto';

/** A page that does not read (a sleeping tab) is not written to beyond this. */
const MOST_UNREAD_BYTES = 4 * 2 ** 20;

/**
 * The emulator's live feed as server-sent events. A visitor sees the own conversation, and what belongs to nobody yet
 * (the grant). The emulator has taken the secrets out.
 */
export function createTraceFeed(emulator, identify) {
  const open = new Set();
  /** Tells a page that comes back whether it is still the same demo. */
  const run = randomUUID();

  return {
    async serve(request, response) {
      const { identity, setCookie } = await identify(
        new Request(emulator.url, { headers: { cookie: request.headers.cookie ?? '' } }),
      );
      response.writeHead(200, {
        'content-type': 'text/event-stream',
        'cache-control': 'no-store',
        ...(setCookie && { 'set-cookie': setCookie }),
      });
      // The page waits for this before it connects, so that it sees its own first frames.
      response.write(`event: ready\ndata: ${run}\n\n`);
      const off = emulator.observe((entry) => {
        if (entry.user !== undefined && entry.user !== identity) return;
        if (response.writableLength > MOST_UNREAD_BYTES) return;
        response.write(`data: ${JSON.stringify(entry)}\n\n`);
      });
      open.add(response);
      response.on('close', () => {
        off();
        open.delete(response);
      });
    },

    close() {
      for (const response of open) response.end();
    },
  };
}
