import { EXPIRED_SPELLINGS } from '../platform/wire-format.js';
import type { Endpoint } from '../recorder.js';
import { CLIENT_SECRET } from '../secrets.js';
import type { PlatformAnswer, PlatformRequest } from '../virtual-platform.js';
import type { HttpFailure } from './faults.js';
import type { Line } from './link.js';

const ENDPOINTS: [RegExp, Endpoint][] = [
  [/oAuth\/token\/jwtgrant$/, 'grant'],
  [/rtm\/start$/, 'start'],
  [/botmessages\/rtm$/, 'history'],
];

/** `fetch` over one line: answers as the platform gives them, or what the line makes of them. */
export function virtualFetch(line: Line): typeof globalThis.fetch {
  return (input, init = {}) =>
    new Promise<Response>((resolve, reject) => {
      const url = new URL(String(input));
      const headers = new Headers(init.headers);
      const { clock, machine, notebook, platform } = line;
      const endpoint = ENDPOINTS.find(([path]) => path.test(url.pathname))?.[1] ?? 'other';
      const note = notebook.request(endpoint, clock.now(), url.searchParams.get('offset') === '0');
      notebook.trace(`→ ${init.method ?? 'GET'} ${endpoint}${url.search}`);
      const { signal } = init;
      let failure: HttpFailure | undefined;
      const timers: (() => void)[] = [];
      const listeners: (() => void)[] = [];

      const end = (outcome: typeof note.outcome, settle: () => void) => {
        if (note.outcome !== 'under way') return;
        note.outcome = outcome;
        note.endedAt = clock.now();
        for (const undo of [...timers, ...listeners]) undo();
        notebook.trace(`← ${endpoint}: ${outcome}`);
        settle();
        if (outcome !== 200 && outcome !== 'aborted') notebook.onFailure?.();
      };
      const after = (ms: number, work: () => void) => {
        timers.push(clock.after(ms, work));
      };
      const fail = (ms: number) =>
        after(ms, () => machine.run(() => end('network error', () => reject(networkError(url, headers)))));
      const answer = (response: () => Response, ms = line.latency('down')) =>
        after(ms, () => machine.run(() => deliver(response())));
      const deliver = (response: Response) =>
        // A refusal is what the platform says.
        end(/garbage|stranger/.test(failure?.kind ?? '') ? 'garbage' : response.status, () => {
          notebook.answered(note);
          const retryAfter = response.headers.get('retry-after');
          if (retryAfter)
            notebook.retryAfter.push({ endpoint, from: clock.now(), until: untilOf(retryAfter, clock.now()) });
          resolve(response);
        });
      const ask = (): PlatformAnswer => {
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
        after(line.latency('up'), () => {
          const given = ask();
          answer(() => {
            const sid = 'url' in given.body ? new URL(String(given.body.url)).searchParams.get('sid') : undefined;
            if (sid) notebook.urlArrived(sid, clock.now());
            return json(given, clock.now());
          }, line.latency('down') + extraMs);
        });

      const abort = () => end('aborted', () => reject(signal?.reason));
      if (signal?.aborted) return abort();
      signal?.addEventListener('abort', abort);
      listeners.push(() => signal?.removeEventListener('abort', abort));

      if (line.weather === 'down') return fail(2);
      if (line.weather === 'hole') return;
      listeners.push(
        line.onBadWeather(() => {
          for (const takeBack of timers.splice(0)) takeBack();
          if (line.weather === 'down') fail(1);
        }),
      );

      failure = line.takesHttpFailure(endpoint);
      if (!failure) return pass();
      note.isDoomed = true;
      switch (failure.kind) {
        case 'request lost':
          return fail(line.latency('up'));
        case 'answer lost':
          return after(line.latency('up'), () => {
            ask();
            fail(line.latency('down'));
          });
        case 'no answer':
          if (failure.processed) after(line.latency('up'), () => void ask());
          return;
        case 'late':
          return pass(failure.delayMs);
        default:
          return answer(
            () => failed(failure, headers, init.body, clock.now()),
            line.latency('up') + line.latency('down'),
          );
      }
    });
}

/** An error as some implementations of fetch make it: with everything about the request in it. */
function networkError(url: URL, headers: Headers): Error {
  const cause = Object.assign(new Error(`connect ECONNREFUSED ${url.host}`), {
    config: { url: url.href, headers: Object.fromEntries(headers) },
  });
  return new TypeError('fetch failed', { cause });
}

const json = ({ status, body }: PlatformAnswer, now: number, more: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', date: new Date(now).toUTCString(), ...more },
  });

/** What stands in place of the platform's answer. Error pages echo what they were sent: none of it may get out. */
function failed(failure: HttpFailure, headers: Headers, body: unknown, now: number): Response {
  const echo = `${headers.get('authorization') ?? ''} ${typeof body === 'string' ? body : ''}`;
  switch (failure.kind) {
    case 'expired':
      return json({ status: 401, body: { errors: [EXPIRED_SPELLINGS[0]] } }, now);
    case 'rejected':
      return json({ status: 401, body: { errors: [{ msg: `error verifying the jwt: ${echo}`, code: 401 }] } }, now);
    case 'rate limited': {
      const until = now + failure.retryAfterS * 1_000;
      const wait = failure.as === 'seconds' ? String(failure.retryAfterS) : new Date(until).toUTCString();
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
    case 'stranger': {
      const { status } = failure;
      const headers = { date: new Date(now).toUTCString() };
      if (failure.body === 'json') return Response.json({ message: `no route matched ${echo}` }, { status, headers });
      return new Response(GARBAGE.html(echo), { status, headers: { ...headers, 'content-type': 'text/html' } });
    }
    case 'garbage':
      return new Response(GARBAGE[failure.body](echo), { headers: { date: new Date(now).toUTCString() } });
    default:
      throw new Error(`unable to answer; ${failure.kind} is no answer`);
  }
}

const GARBAGE = {
  html: (echo: string) => `<!doctype html><title>Sign in to the hotel network</title><p>${echo}</p>`,
  'cut json': (echo: string) => `{"url":"wss://platform.test/rtm/bot?sid=${echo}`,
  'other json': (echo: string) => JSON.stringify({ hello: echo }),
  empty: () => '',
};

/** When a page that got this header at `now` may ask again. A date has no more than seconds. */
const untilOf = (retryAfter: string, now: number): number =>
  /^\d+$/.test(retryAfter) ? now + Number(retryAfter) * 1_000 : Math.max(now, Date.parse(retryAfter));
