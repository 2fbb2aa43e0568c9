import { once } from 'node:events';
import http from 'node:http';
import { connect } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { startEmulator } from '../../../src/emulator/index.js';
import { call, emulators, Line, PlatformUser, refused } from '../platform-user.js';

const started = emulators(startEmulator);
afterEach(() => started.stop());

describe('prefixes', () => {
  test.each(['api/', 'api/1.1/'])('every endpoint answers below /%s', async (prefix) => {
    const emulator = await started.start();
    const user = await PlatformUser.of(emulator);
    const base = `${emulator.url}/${prefix}`;
    const { auth, botInfo, jwt } = user;
    const { id } = emulator.bot;
    expect((await call(`${base}oAuth/token/jwtgrant`, { json: { assertion: jwt, botInfo } })).status).toBe(200);
    expect((await call(`${base}oauth/token/jwtgrant`, { json: { assertion: jwt, botInfo } })).status).toBe(200);
    expect((await call(`${base}rtm/start`, { json: { botInfo }, headers: auth })).status).toBe(200);
    expect((await call(`${base}botmessages/rtm?botId=${id}`, { headers: auth })).status).toBe(200);
    expect((await call(`${base}websdkthemes/${id}/activetheme`, { headers: auth })).status).toBe(200);
  });

  test.each(['api/1.2/rtm/start', 'api/RTM/start', 'rtm/start', 'api/rtm/start/', 'api//rtm/start', 'elsewhere'])(
    '/%s is unknown: 404 in JSON',
    async (path) => {
      const emulator = await started.start();
      const { status, body } = await call(`${emulator.url}/${path}`, { json: {} });
      expect(status).toBe(404);
      expect(body).toEqual({ errors: [{ msg: `Resource not found: /${path}`, code: 404 }] });
    },
  );
});

test('a known path with another method: 405, and which ones it knows', async () => {
  const emulator = await started.start();
  const { status, headers, body } = await call(`${emulator.apiUrl}rtm/start`);
  expect(status).toBe(405);
  expect(headers.get('allow')).toBe('POST');
  expect(body).toMatchObject({ errors: [{ code: 405 }] });
});

describe('CORS', () => {
  const origin = 'https://shop.example';
  const allowedOrigins = [origin];

  test('an allowed origin may call, also with credentials, and may read Retry-After', async () => {
    const emulator = await started.start({ allowedOrigins });
    const { headers } = await call(emulator.jwtUrl, { json: {}, headers: { origin } });
    expect(headers.get('access-control-allow-origin')).toBe(origin);
    expect(headers.get('access-control-allow-credentials')).toBe('true');
    expect(headers.get('access-control-expose-headers')).toContain('Retry-After');
    expect(headers.get('vary')).toBe('Origin');
  });

  test('failures carry the headers too, else a page could not read them', async () => {
    const emulator = await started.start({ allowedOrigins });
    const { status, headers } = await call(`${emulator.apiUrl}rtm/start`, { json: {}, headers: { origin } });
    expect(status).toBe(401);
    expect(headers.get('access-control-allow-origin')).toBe(origin);
  });

  test('a preflight gets what it asks for', async () => {
    const emulator = await started.start({ allowedOrigins });
    const response = await fetch(`${emulator.apiUrl}rtm/start`, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,x-rtm-v',
        'access-control-request-private-network': 'true',
      },
    });
    expect(response.status).toBe(204);
    expect(response.headers.get('access-control-allow-methods')).toContain('POST');
    expect(response.headers.get('access-control-allow-headers')).toBe('authorization,x-rtm-v');
    expect(response.headers.get('access-control-allow-private-network')).toBe('true');
  });
});

describe('a page of an origin that nobody allowed', () => {
  const origin = 'https://evil.example';
  const CORS = [
    'access-control-allow-origin',
    'access-control-allow-credentials',
    'access-control-allow-private-network',
  ];

  test('gets nothing of the API, and no header that lets it read', async () => {
    const lines: string[] = [];
    const emulator = await started.start({ log: (line) => lines.push(line) });
    const user = await PlatformUser.of(emulator);
    for (const [path, init] of [
      ['jwt', { json: {} }],
      ['api/oAuth/token/jwtgrant', { json: { assertion: user.jwt } }],
      ['api/rtm/start', { json: { botInfo: user.botInfo }, headers: user.auth }],
      [`api/botmessages/rtm?botId=${emulator.bot.id}`, { headers: user.auth }],
      ['api/attachment/file/token', { method: 'POST', headers: user.auth }],
      ['media/picture.svg', {}],
      ['_inspect', {}],
      ['_inspect/events', {}],
      ['', {}],
      ['nothing', {}],
      ['api/rtm/start', { method: 'OPTIONS', headers: { 'access-control-request-private-network': 'true' } }],
    ] as [string, Parameters<typeof call>[1] & object][]) {
      const headers = { ...(init.headers as object), origin };
      const { status, headers: answered, body } = await call(`${emulator.url}/${path}`, { ...init, headers });
      expect([path, status]).toEqual([path, 403]);
      expect(CORS.filter((name) => answered.has(name))).toEqual([]);
      expect(JSON.stringify(body)).toMatch(/--allow-origin https:\/\/evil\.example|only its own page/);
    }
    expect(lines).toEqual([
      `refused a page of ${origin}: --allow-origin ${origin} (allowedOrigins) lets it in`,
      `refused a page at the inspector, which answers only its own: ${origin}`,
    ]);
  });

  test('opens no socket, and the URL is still good', async () => {
    const user = await PlatformUser.of(await started.start());
    const url = (await user.start()).body.url as string;
    expect(await refused(url, { headers: { origin } })).toMatchObject({ status: 403 });
    expect(await refused(url, { headers: { host: 'evil.example' } })).toMatchObject({ status: 403 });
    const line = await Line.open(url, user.botInfo);
    await line.received('bot_active');
  });

  test('does not reach the pages beside the emulator', async () => {
    const emulator = await started.start({ fallback: (_, response) => void response.end('mine') });
    const refusal = await fetch(emulator.url, { headers: { origin } });
    expect([refusal.status, await refusal.text()]).toEqual([403, expect.stringContaining('--allow-origin')]);
    expect(await (await fetch(emulator.url)).text()).toBe('mine');
  });

  test('nor does a name that it points here', async () => {
    const emulator = await started.start();
    const { port } = new URL(emulator.url);
    for (const path of ['/jwt', '/', '/media/tone.wav', '/_inspect']) {
      const socket = connect(Number(port), '127.0.0.1');
      socket.end(`GET ${path} HTTP/1.1\r\nHost: evil.example:${port}\r\nConnection: close\r\n\r\n`);
      const [answer] = (await once(socket, 'data')) as [Buffer];
      expect(String(answer)).toMatch(/^HTTP\/1\.1 403 [\s\S]*--allow-host evil\.example/);
    }
  });
});

test('a page of an unknown port of this machine may do all of it', async () => {
  const emulator = await started.start();
  const { status, headers } = await call(emulator.jwtUrl, { json: {}, headers: { origin: 'http://localhost:5173' } });
  expect([status, headers.get('access-control-allow-origin')]).toEqual([200, 'http://localhost:5173']);
});

describe('bad bodies', () => {
  const post = async (body: BodyInit, options: object = {}) => {
    const emulator = await started.start(options);
    const headers = { 'content-type': 'application/json' };
    return call(`${emulator.apiUrl}oAuth/token/jwtgrant`, { method: 'POST', body, headers });
  };

  test.each(['{', '[]', '"text"', 'null', '<html>', '\u0000'])('%j is an invalid payload', async (body) => {
    expect(await post(body)).toMatchObject({
      status: 400,
      body: { errors: [{ msg: 'Invalid Request Payload', code: 400 }] },
    });
  });

  test('more than the limit: 413', async () => {
    expect(await post(JSON.stringify({ assertion: 'x'.repeat(2000) }), { maxBodyBytes: 1000 })).toMatchObject({
      status: 413,
      body: { errors: [{ code: 413 }] },
    });
  });

  test('far more than the default limit is answered as well', async () => {
    expect(await post(JSON.stringify({ assertion: 'x'.repeat(5 * 2 ** 20) }))).toMatchObject({ status: 413 });
  });

  test('a body that is too large even to be dropped is answered before its end, and the connection is closed', async () => {
    const emulator = await started.start({ maxBodyBytes: 10 });
    const answered = new Promise<[number | undefined, string | undefined]>((resolve, reject) => {
      const request = http.request(`${emulator.apiUrl}oAuth/token/jwtgrant`, { method: 'POST', agent: false });
      request.on('response', ({ statusCode, headers }) => {
        resolve([statusCode, headers.connection]);
        request.destroy();
      });
      request.on('error', reject);
      // The rest of the body never comes.
      request.write('x'.repeat(1_000));
    });
    expect(await answered).toEqual([413, 'close']);
  });

  test('__proto__ in a body changes nothing', async () => {
    expect((await post('{"__proto__":{"assertion":"x"},"botInfo":{"__proto__":{"taskBotId":"st-x"}}}')).status).toBe(
      400,
    );
    expect(({} as { assertion?: string }).assertion).toBeUndefined();
  });
});

test('no failure shows a stack trace', async () => {
  const emulator = await started.start();
  for (const path of ['%', 'api/websdkthemes/%zz/activetheme', 'api/botmessages/rtm?botId=%zz', 'media/%00']) {
    const response = await fetch(`${emulator.url}/${path}`);
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(response.status).toBeLessThan(500);
    expect(await response.text()).not.toMatch(/\bat .*:\d+|node_modules/);
  }
});

test('a client that disconnects in the middle of a request is not logged as an error', async () => {
  const lines: string[] = [];
  const emulator = await started.start({ log: (line) => lines.push(line) });
  const socket = connect(Number(new URL(emulator.url).port), '127.0.0.1');
  socket.write('POST /jwt HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n{');
  await once(socket, 'connect');
  socket.resetAndDestroy();
  expect((await call(emulator.jwtUrl, { json: {} })).status).toBe(200);
  await emulator.stop();
  expect(lines).toEqual([]);
});

test('a request line that is not a URL is answered', async () => {
  const emulator = await started.start();
  const socket = connect(Number(new URL(emulator.url).port), '127.0.0.1');
  socket.end('GET http:// HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n');
  const [answer] = (await once(socket, 'data')) as [Buffer];
  expect(String(answer)).toMatch(/^HTTP\/1\.1 400 /);
});

test('GET / describes the emulator, without secrets', async () => {
  const emulator = await started.start();
  const { body } = await call(emulator.url);
  expect(body).toMatchObject({
    emulator: 'xo-rtm',
    apiUrl: emulator.apiUrl,
    jwtUrl: emulator.jwtUrl,
    bot: emulator.bot,
  });
  expect(JSON.stringify(body)).not.toContain(emulator.clientSecret);
});

test('a fallback answers / and what the emulator does not know, and nothing else', async () => {
  const emulator = await started.start({
    fallback: (request, response) => void response.end(JSON.stringify({ page: request.url })),
  });
  for (const page of ['/', '/?from=mail', '/index.html']) {
    expect((await call(`${emulator.url}${page}`)).body).toEqual({ page });
  }
  expect((await call(`${emulator.apiUrl}rtm/start`, { json: {} })).status).toBe(401);
  expect((await call(`${emulator.apiUrl}rtm/start`)).status).toBe(405);
});
