import { randomUUID } from 'node:crypto';

/** Entries are dropped if a page (a sleeping tab) has this much unread data. */
const MAX_UNREAD_BYTES = 4 * 2 ** 20;

/**
 * Serves the emulator's trace as server-sent events. Visitors see their own conversation, and entries without a user (the grant). The
 * emulator has already redacted secrets.
 */
export function createTraceFeed(emulator, identify) {
  const open = new Set();
  /** Lets a page that reconnects detect that the demo was restarted. */
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
        if (response.writableLength > MAX_UNREAD_BYTES) return;
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
