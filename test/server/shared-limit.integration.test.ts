import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type RedisServer, startRedis } from './redis-server.js';

let folder: string;
let program: string;
let redis: RedisServer | undefined;
const machines: ChildProcess[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xo-limit-'));
  program = join(folder, 'token-server.cjs');
  const entry = fileURLToPath(new URL('token-server-process.ts', import.meta.url));
  await build({
    entryPoints: [entry],
    outfile: program,
    bundle: true,
    platform: 'node',
    target: 'node20',
    logLevel: 'error',
  });
  redis = await startRedis();
}, 240_000);

afterAll(async () => {
  await redis?.stop();
  await rm(folder, { recursive: true, force: true });
});

afterEach(async () => {
  for (const machine of machines.splice(0)) {
    const exit = once(machine, 'exit');
    machine.kill('SIGKILL');
    await exit;
  }
});

/** Starts a separate process, and returns a function that requests a token from it. */
async function startMachine(client: string, path: string) {
  const machine = spawn(process.execPath, [program, client, path], { stdio: ['ignore', 'pipe', 'inherit'] });
  machines.push(machine);
  const [port] = (await once(machine.stdout, 'data')) as [Buffer];
  return async (key: string) => {
    const response = await fetch(`http://127.0.0.1:${Number(port)}/token`, {
      method: 'POST',
      headers: { 'x-key': key },
    });
    return { status: response.status, retryAfter: Number(response.headers.get('retry-after')) };
  };
}

describe.each(['ioredis', 'redis'])('two processes with one Redis, by the package %s', (client) => {
  it('enforce one exact limit together', async () => {
    const ask = [await startMachine(client, redis!.path), await startMachine(client, redis!.path)];
    const answers = await Promise.all(Array.from({ length: 30 }, (_, i) => ask[i % 2]!(`${client}-crowd`)));
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([...Array(10).fill(200), ...Array(20).fill(429)]);
    for (const { status, retryAfter } of answers) {
      if (status === 429) expect(retryAfter > 50 && retryAfter <= 60).toBe(true);
    }
    expect((await ask[0]!(`${client}-somebody else`)).status).toBe(200);
  });

  it('count separately while Redis is not available, and still respond', async () => {
    const own = await startRedis();
    const ask = await startMachine(client, own.path);
    expect((await ask('a')).status).toBe(200);
    await own.stop();
    const statuses: number[] = [];
    for (let i = 0; i < 12; i++) statuses.push((await ask('b')).status);
    expect(statuses).toEqual([...Array(10).fill(200), 429, 429]);
  });
});
