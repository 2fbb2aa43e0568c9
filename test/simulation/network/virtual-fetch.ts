import { EXPIRED_ERRORS } from '../platform/wire-format.js';
import type { Endpoint } from '../recorder.js';
import { CLIENT_SECRET } from '../secrets.js';
import type { PlatformRequest, PlatformResponse } from '../virtual-platform.js';
import type { HttpFailure } from './faults.js';
import type { Link } from './link.js';

const ENDPOINTS: [RegExp, Endpoint][] = [
  [/oAuth\/token\/jwtgrant$/, 'grant'],
  [/rtm\/start$/, 'start'],
  [/botmessages\/rtm$/, 'history'],
];

/** Creates the `fetch` of one link: it returns the responses of the platform, or fails as the faults of the link say. */
export function virtualFetch(link: Link): typeof globalThis.fetch {
  return (input, init = {}) =>
    new Promise<Response>((resolve, reject) => {
      const url = new URL(String(input));
      const headers = new Headers(init.headers);
      const { clock, device, recorder, platform } = link;
      const endpoint = ENDPOINTS.find(([path]) => path.test(url.pathname))?.[1] ?? 'other';
      const record = recorder.recordRequest(endpoint, clock.now(), url.searchParams.get('offset') === '0');
      recorder.trace(`→ ${init.method ?? 'GET'} ${endpoint}${url.search}`);
      const { signal } = init;
      let failure: HttpFailure | undefined;
      const timers: (() => void)[] = [];
      const listeners: (() => void)[] = [];

      const finish = (outcome: typeof record.outcome, settle: () => void) => {
        if (record.outcome !== 'pending') return;
        record.outcome = outcome;
        record.endedAt = clock.now();
        for (const cancel of [...timers, ...listeners]) cancel();
        recorder.trace(`← ${endpoint}: ${outcome}`);
        settle();
        if (outcome !== 200 && outcome !== 'aborted') recorder.onFailure?.();
      };
      const after = (ms: number, work: () => void) => {
        timers.push(clock.after(ms, work));
      };
      const fail = (ms: number) =>
        after(ms, () => device.run(() => finish('network error', () => reject(networkError(url, headers)))));
      const respond = (response: () => Response, ms = link.latency('down')) =>
        after(ms, () => device.run(() => deliver(response())));
      const deliver = (response: Response) =>
        // Only a 401 of the platform itself counts as a refusal.
        finish(/malformed|intermediary/.test(failure?.kind ?? '') ? 'malformed' : response.status, () => {
          recorder.recordResponse(record);
          const retryAfter = response.headers.get('retry-after');
          if (retryAfter)
            recorder.retryAfter.push({ endpoint, from: clock.now(), until: untilOf(retryAfter, clock.now()) });
          resolve(response);
        });
      const handleRequest = (): PlatformResponse => {
        const request: PlatformRequest = {
          method: init.method ?? 'GET',
          url,
          authorization: headers.get('authorization'),
          isSecureRtm: headers.get('x-rtm-v') === '1',
          body: typeof init.body === 'string' ? init.body : '',
        };
        return platform.handle(request);
      };
      const pass = (extraMs = 0) =>
        after(link.latency('up'), () => {
          const response = handleRequest();
          respond(() => {
            const sid = 'url' in response.body ? new URL(String(response.body.url)).searchParams.get('sid') : undefined;
            if (sid) recorder.recordSocketUrl(sid, clock.now());
            return json(response, clock.now());
          }, link.latency('down') + extraMs);
        });

      const abort = () => finish('aborted', () => reject(signal?.reason));
      if (signal?.aborted) return abort();
      signal?.addEventListener('abort', abort);
      listeners.push(() => signal?.removeEventListener('abort', abort));

      if (link.condition === 'down') return fail(2);
      if (link.condition === 'silent') return;
      listeners.push(
        link.onOutage(() => {
          for (const cancelTimer of timers.splice(0)) cancelTimer();
          if (link.condition === 'down') fail(1);
        }),
      );

      failure = link.consumeHttpFailure(endpoint);
      if (!failure) return pass();
      record.isFaulted = true;
      switch (failure.kind) {
        case 'request lost':
          return fail(link.latency('up'));
        case 'response lost':
          return after(link.latency('up'), () => {
            handleRequest();
            fail(link.latency('down'));
          });
        case 'no response':
          if (failure.processed) after(link.latency('up'), () => void handleRequest());
          return;
        case 'delayed':
          return pass(failure.delayMs);
        default:
          return respond(
            () => failed(failure, headers, init.body, clock.now()),
            link.latency('up') + link.latency('down'),
          );
      }
    });
}

/** An error that holds the whole request, as those of some implementations of fetch do. */
function networkError(url: URL, headers: Headers): Error {
  const cause = Object.assign(new Error(`connect ECONNREFUSED ${url.host}`), {
    config: { url: url.href, headers: Object.fromEntries(headers) },
  });
  return new TypeError('fetch failed', { cause });
}

const json = ({ status, body }: PlatformResponse, now: number, more: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', date: new Date(now).toUTCString(), ...more },
  });

/** The response in place of the platform's. It echoes the request, whose secrets the client must not pass on. */
function failed(failure: HttpFailure, headers: Headers, body: unknown, now: number): Response {
  const echo = `${headers.get('authorization') ?? ''} ${typeof body === 'string' ? body : ''}`;
  switch (failure.kind) {
    case 'expired':
      return json({ status: 401, body: { errors: [EXPIRED_ERRORS[0]] } }, now);
    case 'rejected':
      return json({ status: 401, body: { errors: [{ msg: `error verifying the jwt: ${echo}`, code: 401 }] } }, now);
    case 'rate limited': {
      const until = now + failure.retryAfterS * 1_000;
      const wait = failure.format === 'seconds' ? String(failure.retryAfterS) : new Date(until).toUTCString();
      return json({ status: 429, body: { errors: [{ msg: `Too Many requests by ${echo}`, code: 429 }] } }, now, {
        'retry-after': wait,
      });
    }
    case 'status': {
      const html = `<h1>${failure.status}</h1><pre>${echo} clientSecret=${CLIENT_SECRET}</pre>`;
      return new Response(html, {
        status: failure.status,
        headers: {
          'content-type': 'text/html',
          date: new Date(now).toUTCString(),
          ...(failure.retryAfterS !== undefined && { 'retry-after': String(failure.retryAfterS) }),
        },
      });
    }
    case 'intermediary': {
      const { status } = failure;
      const headers = { date: new Date(now).toUTCString() };
      if (failure.body === 'json') return Response.json({ message: `no route matched ${echo}` }, { status, headers });
      return new Response(MALFORMED_BODIES.html(echo), {
        status,
        headers: { ...headers, 'content-type': 'text/html' },
      });
    }
    case 'malformed':
      return new Response(MALFORMED_BODIES[failure.body](echo), { headers: { date: new Date(now).toUTCString() } });
    default:
      throw new Error(`unable to respond; ${failure.kind} has no response`);
  }
}

const MALFORMED_BODIES = {
  html: (echo: string) => `<!doctype html><title>Sign in to the hotel network</title><p>${echo}</p>`,
  'cut json': (echo: string) => `{"url":"wss://platform.test/rtm/bot?sid=${echo}`,
  'other json': (echo: string) => JSON.stringify({ hello: echo }),
  empty: () => '',
};

/** The time until which a page that received this header at `now` must not call again. Dates have whole seconds only. */
const untilOf = (retryAfter: string, now: number): number =>
  /^\d+$/.test(retryAfter) ? now + Number(retryAfter) * 1_000 : Math.max(now, Date.parse(retryAfter));
