import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { TOKEN_SERVER_VARIABLES } from '../../src/server/index.js';
import { readJws } from '../server/by-hand.js';
import { type RedisServer, startRedis } from '../server/redis-server.js';
import { CliProcess } from './cli-process.js';

const SECRET = 'q3Vt0Zk9sXw7Lr2Yp5Nc8Bh1Gd4Fj6Ma=';
const SHOP = 'https://shop.example';
const ENV = {
  XO_RTM_CLIENT_ID: 'cs-1',
  XO_RTM_CLIENT_SECRET: SECRET,
  XO_RTM_ALLOWED_ORIGINS: SHOP,
  XO_RTM_IDENTITY_HEADER: 'x-user',
};

let cli: CliProcess;
let redis: RedisServer | undefined;

beforeAll(async () => {
  cli = await CliProcess.build();
}, 60_000);
afterAll(() => cli.stop());
afterEach(async () => {
  await redis?.stop();
  redis = undefined;
});

/** A running server: its address, and its output. */
async function serve(args: string[] = ['--port', '0'], env: Record<string, string> = ENV) {
  const child = cli.start(['token-server', ...args], env);
  const texts = { out: '', err: '' };
  child.stderr!.on('data', (text) => (texts.err += text));
  child.stdout!.on('data', (text) => (texts.out += text));
  while (!texts.out.includes('\n')) {
    await Promise.race([once(child.stdout!, 'data'), once(child, 'exit').then(() => Promise.reject(texts.err))]);
  }
  const url = /^POST (\S+) gives pages their JWT\. Ctrl-C ends it\.\n$/.exec(texts.out)![1]!;
  const requestToken = (headers: Record<string, string> = {}, method = 'POST') =>
    fetch(url, { method, headers: { origin: SHOP, ...headers } });
  const end = async (signal: NodeJS.Signals = 'SIGTERM') => {
    const exit = once(child, 'exit');
    child.kill(signal);
    return (await exit)[0] as number;
  };
  return { url, requestToken, end, texts };
}

const run = (args: string[], env: Record<string, string> = ENV) => cli.run(['token-server', ...args], { env });

describe('xo-rtm token-server', () => {
  it('gives tokens to the visitors that the environment describes, and ends cleanly', async () => {
    const { url, requestToken, end, texts } = await serve();
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/token$/);
    const response = await requestToken({ 'x-user': 'jane' });
    expect(response.headers.get('access-control-allow-origin')).toBe(SHOP);
    const { jwt } = (await response.json()) as { jwt: string };
    expect(readJws(jwt, SECRET)).toMatchObject({ valid: true, claims: { sub: 'jane', iss: 'cs-1' } });

    expect((await requestToken()).status).toBe(401);
    expect((await requestToken({ 'x-user': 'jane', origin: 'https://evil.example' })).status).toBe(403);
    expect((await requestToken({}, 'GET')).status).toBe(405);
    expect((await fetch(new URL('/other', url))).status).toBe(404);
    expect(await (await fetch(new URL('/health', url))).text()).toBe('ok\n');

    expect(await end()).toBe(0);
    expect(texts.out + texts.err).not.toMatch(/eyJ|q3Vt0/);
    await expect(requestToken()).rejects.toThrow();
  });

  it('takes secrets from files, another path, and the port of the environment', async () => {
    const { XO_RTM_CLIENT_SECRET, XO_RTM_IDENTITY_HEADER, ...env } = ENV;
    const secret = await cli.file('secret.txt', `${XO_RTM_CLIENT_SECRET}\n`);
    const visitors = await cli.file('visitors.txt', 'for the cookies of visitors, 32 bytes or more\n');
    const args = ['--secret-file', secret, '--visitor-secret-file', visitors, '--path', '/api/jwt'];
    const { url, requestToken, end } = await serve(args, { ...env, PORT: '0' });
    expect(new URL(url).pathname).toBe('/api/jwt');
    const response = await requestToken();
    expect(response.headers.getSetCookie()).toHaveLength(1);
    const { jwt } = (await response.json()) as { jwt: string };
    expect(readJws(jwt, SECRET)).toMatchObject({ valid: true, claims: { isAnonymous: true } });
    expect(await end('SIGINT')).toBe(0);
  });

  it('limits the requests of one address', async () => {
    const { requestToken, end } = await serve(['--port', '0'], { ...ENV, XO_RTM_RATE_LIMIT: '2/60' });
    const statuses = [];
    for (let i = 0; i < 3; i++) statuses.push((await requestToken({ 'x-user': 'jane' })).status);
    expect(statuses).toEqual([200, 200, 429]);
    await end();
  });

  it('does not hold on to idle connections when it ends', async () => {
    const { url, requestToken, end } = await serve();
    const { port, hostname } = new URL(url);
    const idle = connect(Number(port), hostname);
    await once(idle, 'connect');
    await requestToken();
    expect(await end()).toBe(0);
    idle.destroy();
  });

  it('requires a package for Redis, and names it', async () => {
    const url = 'redis://:a-password@127.0.0.1:1/';
    const { code, err } = await run(['--port', '0'], { ...ENV, XO_RTM_REDIS_URL: url });
    expect([code, err]).toEqual([1, expect.stringContaining('npm install ioredis')]);
    expect(err).not.toContain('a-password');
  });

  it('shares one limit with another process through Redis', async () => {
    await cli.install();
    redis = await startRedis();
    const env = { ...ENV, XO_RTM_RATE_LIMIT: '10/60', XO_RTM_REDIS_URL: redis.path };
    const servers = [await serve(['--port', '0'], env), await serve(['--port', '0'], env)];
    const crowd = Array.from({ length: 30 }, (_, i) => servers[i % 2]!.requestToken({ 'x-user': 'jane' }));
    const statuses = (await Promise.all(crowd)).map(({ status }) => status).sort();
    expect(statuses).toEqual([...Array(10).fill(200), ...Array(20).fill(429)]);
    for (const { end } of servers) expect(await end()).toBe(0);
  });

  it('counts alone while Redis is not available', async () => {
    const env = { ...ENV, XO_RTM_REDIS_URL: await cli.file('nobody.sock', '') };

    const alone = await serve(['--port', '0'], env);
    expect((await alone.requestToken({ 'x-user': 'jane' })).status).toBe(200);
    expect(alone.texts.err).toMatch(
      /^unable to reach Redis; \w+\. Until it is back, this machine counts for itself\n$/,
    );
    expect(await alone.end()).toBe(0);
  });

  it.each([
    ['a missing variable', { ...ENV, XO_RTM_CLIENT_ID: '' }, 'XO_RTM_CLIENT_ID is not set'],
    ['a weak secret', { ...ENV, XO_RTM_CLIENT_SECRET: 'hunter2' }, 'unable to make a JWT signer'],
    ['nobody to serve', { ...ENV, XO_RTM_IDENTITY_HEADER: '' }, 'at least one of them must be set'],
  ])('%s ends with 2 and a hint, without the secret', async (_what, env, words) => {
    const { code, out, err } = await run(['--port', '0'], env);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(words);
    expect(err.trim().split('\n').length).toBeGreaterThan(1);
    expect(err).not.toContain(env.XO_RTM_CLIENT_SECRET);
  });

  it.each([
    [['--port', 'many'], /^unable to use --port many/],
    [['--path', 'token'], /^unable to use --path token/],
    [['--path', '/health'], /^unable to use --path \/health/],
    [['--secret-file', 'none'], /^unable to read none; there is no such file/],
    [['--secret', SECRET], /^unable to use --secret; there is no such option/],
  ])('%j is a wrong command line', async (args, words) => {
    const { code, err } = await run(args);
    expect([code, err]).toEqual([2, expect.stringMatching(words)]);
    expect(err).not.toContain(SECRET);
  });

  it('reports a port that is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const { code, err } = await run(['--port', String(port)]);
    expect([code, err]).toEqual([1, `unable to listen on port ${port} of 127.0.0.1; it is taken\n`]);
    other.close();
  });

  it.each([
    ['EC', () => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey, 'is an EC key'],
    ['1024-bit', () => generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey, 'has 1024 bits'],
  ])('an %s key ends with 2 before anything listens', async (_name, make, words) => {
    const pem = make().export({ type: 'pkcs8', format: 'pem' }).toString();
    const { XO_RTM_CLIENT_SECRET: _secret, ...env } = ENV;
    for (const key of [{ XO_RTM_PRIVATE_KEY: pem }, { XO_RTM_PRIVATE_KEY: Buffer.from(pem).toString('base64') }]) {
      const { code, out, err } = await run(['--port', '0'], { ...env, ...key });
      expect([code, out, err]).toEqual([2, '', expect.stringContaining(words)]);
      expect(err).not.toContain(pem.split('\n')[1]);
    }
    const torn = await run(['--port', '0'], { ...env, XO_RTM_PRIVATE_KEY: pem.slice(0, 90) });
    expect([torn.code, torn.out]).toEqual([2, '']);
  });

  it('gives a request ten seconds for its headers and its body, and logs nothing when visitors close the connection', async () => {
    const { url, end, texts } = await serve();
    const { port, hostname, pathname } = new URL(url);
    const began = performance.now();
    const slow = [
      `POST ${pathname} HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\nX-User: jane\r\n\r\nx`,
      `POST ${pathname} HTTP/1.1\r\nHost: a\r\nX-`,
    ];
    const closed = slow.map((text) => {
      // Data that is written while the server closes causes a reset. The error must not end the test.
      const socket = connect(Number(port), hostname).on('error', () => {});
      socket.write(text);
      const dribble = setInterval(() => socket.write('x'), 200);
      return new Promise((resolve) => socket.resume().on('close', resolve)).finally(() => clearInterval(dribble));
    });
    await Promise.all(closed);
    expect(performance.now() - began).toBeLessThan(15_000);

    const gone = connect(Number(port), hostname);
    gone.write(slow[0]!);
    await once(gone, 'connect');
    gone.destroy();
    expect(await end()).toBe(0);
    expect(texts.err).toBe('');
  }, 20_000);

  it('takes two visitor secrets from files', async () => {
    const [fresh, old] = ['n'.repeat(32), 'o'.repeat(32)];
    const { XO_RTM_IDENTITY_HEADER: _header, ...env } = ENV;
    const before = await serve(['--port', '0'], { ...env, XO_RTM_VISITOR_SECRET: old });
    const cookie = (await before.requestToken()).headers.get('set-cookie')!.split(';')[0]!;
    await before.end();
    const files = [await cli.file('fresh.txt', fresh), await cli.file('old.txt', `${old}\n`)];
    const after = await serve(
      ['--port', '0', '--visitor-secret-file', files[0]!, '--old-visitor-secret-file', files[1]!],
      env,
    );
    const renewed = await after.requestToken({ cookie });
    expect(renewed.headers.get('set-cookie')).toMatch(/^__Host-xo-visitor=/);
    expect(
      (await after.requestToken({ cookie: renewed.headers.get('set-cookie')!.split(';')[0]! })).headers.get(
        'set-cookie',
      ),
    ).toBeNull();
    await after.end();
  });

  it('--help names every variable, on lines that fit', async () => {
    const { code, out } = await run(['--help'], {});
    expect(code).toBe(0);
    for (const name of [...Object.keys(TOKEN_SERVER_VARIABLES), 'XO_RTM_REDIS_URL'])
      expect(out).toMatch(new RegExp(`\\b${name}\\b`));
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(140);
  });
});
