import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CommandError } from './command.js';

/** A connection to Redis. It connects in the background, and reconnects automatically. */
export interface RedisConnection {
  /** The value for `rateLimit.redis`. */
  readonly client: object;
  close(): void;
}

interface Client {
  on(event: 'error', listener: (error: Error) => void): unknown;
  connect(): Promise<unknown>;
}

/**
 * Connects with the package `ioredis` or `redis`, whichever is installed in the current folder or beside this package. They are not
 * dependencies, because a single machine needs neither.
 *
 * @param error called once for each kind of problem; its text does not contain the URL, which may have a password in it
 * @throws CommandError when neither package is installed
 */
export async function connectRedis(url: string, error: (line: string) => void): Promise<RedisConnection> {
  const reported = new Set<string>();
  const onError = ({ code = 'it failed' }: Error & { code?: unknown }) => {
    const line = `unable to reach Redis; ${String(code)}. Until it is back, this machine counts for itself`;
    if (reported.has(line)) return;
    reported.add(line);
    error(line);
  };

  const ioredis = await load<{ Redis: new (url: string, options: object) => Client & { disconnect(): void } }>(
    'ioredis',
  );
  if (ioredis) {
    const client = new ioredis.Redis(url, { enableOfflineQueue: false, lazyConnect: true });
    await start(client, onError);
    return { client, close: () => client.disconnect() };
  }
  const redis = await load<{ createClient(options: object): Client & { destroy(): void } }>('redis');
  if (redis) {
    const client = redis.createClient({ url, disableOfflineQueue: true });
    await start(client, onError);
    return { client, close: () => client.destroy() };
  }
  throw new CommandError(
    'unable to use XO_RTM_REDIS_URL; neither ioredis nor redis is installed here. Run: npm install ioredis',
  );
}

/** Waits for the connection or the first problem, so that the endpoint starts while Redis is not available yet. */
async function start(client: Client, onError: (error: Error) => void): Promise<void> {
  const problem = new Promise<void>((resolve) => {
    client.on('error', (error) => {
      onError(error);
      resolve();
    });
  });
  // A connection that fails also emits an error event, which is handled above.
  await Promise.race([problem, client.connect().catch(() => {})]);
}

async function load<Module>(name: string): Promise<Module | undefined> {
  for (const from of [pathToFileURL(join(process.cwd(), 'package.json')).href, import.meta.url]) {
    try {
      const path = createRequire(from).resolve(name);
      return (await import(pathToFileURL(path).href)) as Module;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND') throw error;
    }
  }
  return undefined;
}
