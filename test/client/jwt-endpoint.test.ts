import { describe, expect, it, vi } from 'vitest';
import { createJwtEndpoint } from '../../src/client/jwt-endpoint.js';
import { TokenError } from '../../src/errors/index.js';

const SECRET = 'eyJhbGciOi.secret.signature';

function endpoint(answer: () => Response | Promise<Response>, credentials?: RequestCredentials) {
  const fetch = vi.fn<typeof globalThis.fetch>(async () => answer());
  const getJwt = createJwtEndpoint('https://shop.example/token?session=hidden#x', {
    fetch,
    ...(credentials && { credentials }),
  });
  const abort = new AbortController();
  return { fetch, abort, requestJwt: async () => getJwt({ reason: 'initial', signal: abort.signal }) };
}

const failure = async (promise: Promise<unknown>) => {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(TokenError);
  return error as TokenError;
};

describe('createJwtEndpoint', () => {
  it('names the address in its error, also if it is a URL object', async () => {
    const getJwt = createJwtEndpoint(new URL('https://shop.example/token?session=hidden') as never, {
      fetch: async () => new Response('', { status: 500 }),
    });
    const error = await failure(getJwt({ reason: 'initial', signal: new AbortController().signal }) as Promise<string>);
    expect(error.message).toBe('unable to get a JWT from https://shop.example/token; it answered with status 500');
  });

  it('posts an empty object and returns the jwt', async () => {
    const { fetch, requestJwt, abort } = endpoint(() => Response.json({ jwt: SECRET }));
    await expect(requestJwt()).resolves.toBe(SECRET);
    const [url, init] = fetch.mock.calls[0]!;
    expect(url).toBe('https://shop.example/token?session=hidden#x');
    expect(init).toMatchObject({ method: 'POST', body: '{}', credentials: 'same-origin', cache: 'no-store' });
    expect(init?.signal).toBe(abort.signal);
  });

  it('sends cookies to another origin only when asked to', async () => {
    const { fetch, requestJwt } = endpoint(() => Response.json({ jwt: SECRET }), 'include');
    await requestJwt();
    expect(fetch.mock.calls[0]![1]?.credentials).toBe('include');
  });

  it.each<[what: string, answer: () => Response | Promise<Response>, why: string]>([
    ['a failure', () => new Response('no', { status: 403 }), 'it answered with status 403'],
    [
      'the reason of a refusal',
      () =>
        Response.json({ errors: [{ msg: 'unable to give a token; why', code: 'origin_not_listed' }] }, { status: 403 }),
      'it answered with status 403: unable to give a token; why (origin_not_listed)',
    ],
    ...[
      { errors: [{ msg: `refused ${SECRET}`, code: 'no' }] },
      { errors: [{ msg: 'refused', code: SECRET }] },
      { errors: [{ msg: 'two\nlines', code: 'no' }] },
      { errors: [{ msg: 'x '.repeat(101), code: 'no' }] },
      { errors: [{ msg: { text: 'refused' }, code: 'no' }] },
      { errors: [] },
      null,
    ].map((body): [string, () => Response, string] => [
      `no other text: ${JSON.stringify(body)}`,
      () => Response.json(body, { status: 401 }),
      'it answered with status 401',
    ]),
    ['no jwt', () => Response.json({ token: SECRET }), 'its answer has no "jwt"'],
    ['an empty jwt', () => Response.json({ jwt: '' }), 'its answer has no "jwt"'],
    ['null', () => Response.json(null), 'its answer has no "jwt"'],
    ['a page', () => new Response(`<p>${SECRET}</p>`), 'its answer is not JSON'],
    ['silence', () => Promise.reject(new TypeError('Failed to fetch')), 'it could not be reached'],
  ])('reports %s', async (_, answer, why) => {
    const error = await failure(endpoint(answer).requestJwt());
    expect(error.message).toBe(`unable to get a JWT from https://shop.example/token; ${why}`);
    expect(error.code).toBe('XO_JWT_UNAVAILABLE');
    expect(error.hint).toContain('{ "jwt": "…" }');
  });

  it('omits the response and the query from the error', async () => {
    for (const answer of [() => new Response(`${SECRET}`), () => Response.json({ token: SECRET })]) {
      const error = await failure(endpoint(answer).requestJwt());
      expect(`${error.stack} ${String(error.cause)} ${error.hint}`).not.toMatch(/secret|hidden/);
    }
  });

  it('stops when the signal is aborted', async () => {
    const { abort, requestJwt } = endpoint(() => {
      abort.abort(new Error('gone'));
      return Promise.reject(abort.signal.reason);
    });
    await expect(requestJwt()).rejects.toThrow('gone');
  });
});

describe('a redirect', () => {
  const answerAt = (url: string) =>
    Object.defineProperties(Response.json({ jwt: SECRET }), { redirected: { value: true }, url: { value: url } });

  it('within the origin is followed', async () => {
    const { requestJwt, fetch } = endpoint(() => answerAt('https://shop.example/login/token'));
    await expect(requestJwt()).resolves.toBe(SECRET);
    expect(fetch.mock.calls[0]![1]?.redirect ?? 'follow').toBe('follow');
  });

  it.each(['https://evil.example/token', 'http://shop.example/token', 'https://shop.example:444/token'])(
    'to %s is rejected, because it could sign the user in as somebody else',
    async (url) => {
      const error = await failure(endpoint(() => answerAt(url)).requestJwt());
      expect(error.message).toBe('unable to get a JWT from https://shop.example/token; it redirects to another origin');
    },
  );
});

it('omits the error of fetch and the password of the address', async () => {
  const getJwt = createJwtEndpoint('https://me:hunter2@shop.example/token?x=1', {
    fetch: () => Promise.reject(Object.assign(new Error(`session=${SECRET}`), { code: 'XO_NETWORK' })),
  });
  const error = await failure(Promise.resolve(getJwt({ reason: 'initial', signal: new AbortController().signal })));
  expect(error.message).toBe('unable to get a JWT from https://shop.example/token; it could not be reached');
  expect(error.cause).toBeUndefined();
});
