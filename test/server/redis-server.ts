import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface RedisServer {
  /** Path of its Unix socket, because a port could be in use by another process. */
  readonly path: string;
  stop(): Promise<void>;
}

/** Starts Debian's redis-server, in memory only. It is installed when it is missing and the test runs as root on Debian. */
export async function startRedis(): Promise<RedisServer> {
  await install();
  const folder = await mkdtemp(join(tmpdir(), 'xo-redis-'));
  const path = join(folder, 'redis.sock');
  const options = ['--port', '0', '--unixsocket', path, '--save', '', '--appendonly', 'no', '--dir', folder];
  const server = spawn('redis-server', options, { stdio: ['ignore', 'pipe', 'inherit'] });
  const exit = once(server, 'exit');
  let log = '';
  for await (const text of server.stdout.setEncoding('utf8')) {
    log += text;
    if (/ready to accept connections/i.test(log)) break;
  }
  if (!(await answers(path))) throw new Error(`unable to start redis-server; it says:\n${log}`);
  return {
    path,
    async stop() {
      server.kill('SIGTERM');
      await exit;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function install(): Promise<void> {
  const found = await run('redis-server', ['--version']).catch(() => undefined);
  if (found) return;
  if (process.getuid?.() !== 0) {
    throw new Error(
      'unable to test the shared limit; redis-server is missing. Install it: apt-get install redis-server',
    );
  }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-q'], { env });
  await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'redis-server'], { env });
}

async function answers(path: string): Promise<boolean> {
  const socket = connect(path);
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
