import { type ChildProcess, spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { pathToFileURL } from 'node:url';
import type { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { TokenHandler } from '../../src/server/index.js';
import { CliProcess } from '../cli/cli-process.js';
import { readJwe, readJws } from '../server/by-hand.js';
import { startRedis } from '../server/redis-server.js';
import { readText } from '../support/source-tree.js';
import { findFreePort, GuideProject, readExamples } from './guide-project.js';

const SECRET = 'q3Vt0Zk9sXw7Lr2Yp5Nc8Bh1Gd4Fj6Ma=';
const ENV = { XO_RTM_CLIENT_ID: 'cs-1', XO_RTM_CLIENT_SECRET: SECRET, VISITOR_SECRET: 'v'.repeat(32) };
const ORIGIN = 'https://www.example.com';

const examples = readExamples('server');
const FRAMEWORKS = ['node-http.ts', 'express.ts', 'fastify.ts', 'hono.ts', 'next-route.ts'];
/** The port in the examples, which the tests replace by a free one. */
const PORT = '3000';

let project: GuideProject;
let running: ChildProcess | undefined;

beforeAll(async () => {
  project = await GuideProject.create(examples);
}, 60_000);
afterAll(async () => {
  vi.unstubAllEnvs();
  await project.remove();
});

const rsaPair = () => generateKeyPairSync('rsa', { modulusLength: 2048 });

type RequestToken = (headers: Record<string, string>) => Promise<Response>;

const request = (url: string, headers: Record<string, string>) =>
  new Request(url, { method: 'POST', headers: { origin: ORIGIN, ...headers } });

/** Runs an example that listens on a port in a separate process. */
async function serve(name: string): Promise<RequestToken> {
  const port = await findFreePort();
  const { text } = examples.find((example) => example.name === name)!;
  await project.write([{ name, text: text.replace(PORT, port) }]);
  const child = spawn(process.execPath, [await project.compile(name)], {
    env: ENV,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  running = child;
  let failed = '';
  child.stderr.on('data', (text) => (failed += text));
  const url = `http://localhost:${port}/token`;
  await expect
    .poll(
      () =>
        child.exitCode === null
          ? fetch(url).then(
              () => true,
              () => false,
            )
          : failed,
      { timeout: 10_000 },
    )
    .toBe(true);
  return (headers) => fetch(request(url, headers));
}

/** Loads an example that exports a handler. */
async function load(name: string): Promise<Record<string, unknown>> {
  for (const [variable, value] of Object.entries(ENV)) vi.stubEnv(variable, value);
  return (await import(/* @vite-ignore */ pathToFileURL(await project.compile(name)).href)) as Record<string, unknown>;
}

const START: Record<string, () => Promise<RequestToken>> = {
  'node-http.ts': () => serve('node-http.ts'),
  'express.ts': () => serve('express.ts'),
  'fastify.ts': () => serve('fastify.ts'),
  'hono.ts': async () => {
    const { default: app } = (await load('hono.ts')) as { default: { fetch(request: Request): Promise<Response> } };
    return async (headers) => app.fetch(request('http://localhost/token', headers));
  },
  'next-route.ts': async () => {
    const { POST } = (await load('next-route.ts')) as { POST(request: Request): Promise<Response> };
    return (headers) => POST(request('http://localhost/api/token', headers));
  },
};

describe('docs/server.md', () => {
  it('has a name for each example, and at most 20 lines for each framework', () => {
    expect(examples.map(({ name }) => name)).toEqual(expect.arrayContaining(FRAMEWORKS));
    expect(new Set(examples.map(({ name }) => name)).size).toBe(examples.length);
    for (const { name, text } of examples.filter((example) => FRAMEWORKS.includes(example.name))) {
      expect([name, text.split('\n').filter((line) => line.trim() !== '').length <= 20]).toEqual([name, true]);
    }
  });

  it('has examples that compile', async () => {
    expect(await project.check(examples.map(({ name }) => name))).toBe('');
  }, 60_000);

  it.each(FRAMEWORKS)(
    '%s gives a token only to the user of the session',
    async (name) => {
      const requestToken = await START[name]!();
      try {
        const response = await requestToken({ cookie: 'session=1' });
        expect(response.status).toBe(200);
        const { jwt } = (await response.json()) as { jwt: string };
        expect(readJws(jwt, SECRET)).toMatchObject({ valid: true, claims: { sub: 'jane', iss: 'cs-1' } });
        expect((await requestToken({})).status).toBe(401);
        expect((await requestToken({ cookie: 'session=1', origin: 'https://evil.example' })).status).toBe(403);
      } finally {
        if (running) {
          running.kill('SIGKILL');
          await once(running, 'exit');
          running = undefined;
        }
      }
    },
    30_000,
  );

  it('has a handler that identifies anonymous visitors', async () => {
    const { handler } = (await load('visitors.ts')) as { handler: TokenHandler };
    const response = await handler(request('http://localhost/token', {}), { address: '127.0.0.1' });
    expect(response.headers.getSetCookie()).toHaveLength(1);
    const { jwt } = (await response.json()) as { jwt: string };
    expect(readJws(jwt, SECRET)).toMatchObject({ valid: true, claims: { isAnonymous: true } });
  });

  it('has keys that sign and encrypt', async () => {
    const [own, platform] = [rsaPair(), rsaPair()];
    await project.write([
      { name: 'private-key.pem', text: own.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() },
      { name: 'platform-public-key.pem', text: platform.publicKey.export({ type: 'spki', format: 'pem' }).toString() },
      {
        name: 'call-keys.ts',
        text: "import { signer } from './keys.js';\nconsole.log(await signer.sign({ identity: 'jane' }));",
      },
    ]);
    const { output } = await project.run(await project.compile('call-keys.ts'), []);
    const { content } = readJwe(output.trim(), platform.privateKey);
    expect(readJws(content, own.publicKey)).toMatchObject({ valid: true, claims: { sub: 'jane' } });
  });

  it('has a rate limit that several machines share', async () => {
    const redis = await startRedis();
    vi.stubEnv('REDIS_URL', redis.path);
    try {
      const { text } = examples.find(({ name }) => name === 'several-machines.ts')!;
      // Exported, so that the test can wait for the connection and close it.
      const withRedis = `${text}\nexport { redis };`;
      const machines: { handler: TokenHandler; redis: Redis }[] = [];
      for (const name of ['machine-1.ts', 'machine-2.ts']) {
        await project.write([{ name, text: withRedis }]);
        machines.push((await load(name)) as unknown as (typeof machines)[0]);
      }
      for (const machine of machines) await expect.poll(() => machine.redis.status).toBe('ready');
      const requestTurn = (turn: number) =>
        machines[turn % 2]!.handler(request('http://localhost/token', { cookie: 'session=1' }), {
          address: '127.0.0.1',
        });
      const statuses = [];
      for (let turn = 0; turn < 32; turn++) statuses.push((await requestTurn(turn)).status);
      expect(statuses).toEqual([...Array(30).fill(200), 429, 429]);
      for (const machine of machines) machine.redis.disconnect();
    } finally {
      await redis.stop();
    }
  }, 240_000);

  it('has an example that diagnoses a token', async () => {
    const log = vi.spyOn(console, 'log').mockImplementation(() => {});
    const { explain } = (await load('diagnose.ts')) as { explain(jwt: string): Promise<void> };
    await explain('no token');
    expect(log).toHaveBeenCalledExactlyOnceWith(
      'error',
      expect.stringContaining('a JWT has 3 parts'),
      expect.any(String),
    );
    log.mockRestore();
  });

  it('has command lines that run', async () => {
    const cli = await CliProcess.build();
    try {
      await cli.file('client-secret.txt', SECRET);
      await cli.file('visitor-secret.txt', 'v'.repeat(32));
      const commands = readText('docs/server.md')
        .split('\n')
        .filter((line) => line.startsWith('npx xo-rtm '));
      expect(commands.map((line) => line.split(' ').slice(2, 4).join(' '))).toEqual([
        'token-server --secret-file',
        'jwt sign',
      ]);
      const env = { XO_RTM_CLIENT_ID: 'cs-1', XO_RTM_ALLOWED_ORIGINS: ORIGIN };
      const [serveLine, jwtLine] = commands.map((line) =>
        line.split('|').map((part) => part.trim().split(' ').slice(2)),
      );
      const server = cli.start([...serveLine![0]!, '--port', '0'], env);
      expect(String((await once(server.stdout!, 'data'))[0])).toContain('gives pages their JWT');
      server.kill('SIGTERM');
      expect(await once(server, 'exit')).toEqual([0, null]);
      const { out: token } = await cli.run(jwtLine![0]!, { env });
      expect(await cli.run(jwtLine![1]!, { input: token })).toMatchObject({
        code: 0,
        out: expect.stringContaining('takes this token'),
      });
    } finally {
      await cli.stop();
    }
  }, 60_000);
});
