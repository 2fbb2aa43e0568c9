/**
 * Whether the body has at most `maxBytes`. Reads a copy and stops at the limit, so that an endless body does not cost more than
 * that. The request itself stays unread for its consumer.
 */
export async function isBodyWithin(request: Request, maxBytes: number): Promise<boolean> {
  if (request.body === null || request.bodyUsed) return true;
  if (Number(request.headers.get('content-length')) > maxBytes) return discard(request);
  const copy = request.clone().body;
  if (copy === null) return true;
  const reader = copy.getReader();
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return true;
    bytes += value.byteLength;
    if (bytes > maxBytes) {
      // Both branches must be cancelled, and together: each cancellation waits for the other. Otherwise the source would go on
      // filling the other branch.
      await Promise.all([reader.cancel(), discard(request)]);
      return false;
    }
  }
}

async function discard(request: Request): Promise<false> {
  await request.body?.cancel();
  return false;
}
