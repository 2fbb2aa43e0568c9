import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** A connection, or one in the making: it connects by itself as soon and as often as it can. */
export interface RedisConnection {
  /** As `rateLimit.redis` takes it. */
  readonly client: object;
  close(): void;
}

interface Client {
  on(event: 'error', listener: (error: Error) => void): unknown;
  connect(): Promise<unknown>;
}

/**
 * Connects with the package `ioredis` or `redis`, whichever is installed where the command runs or beside us. They are no
 * dependencies: one machine needs neither.
 *
 * @param error hears each kind of trouble once, without the URL, which may hold a password
 * @throws Error when neither is installed
 */
export async function connectRedis(url: string, error: (line: string) => void): Promise<RedisConnection> {
  const said = new Set<string>();
  const hear = ({ code = 'it failed' }: Error & { code?: unknown }) => {
    const line = `unable to reach Redis; ${String(code)}. Until it is back, this machine counts for itself`;
    if (said.has(line)) return;
    said.add(line);
    error(line);
  };

  const ioredis = await load<{ Redis: new (url: string, options: object) => Client & { disconnect(): void } }>(
    'ioredis',
  );
  if (ioredis) {
    const client = new ioredis.Redis(url, { enableOfflineQueue: false, lazyConnect: true });
    await start(client, hear);
    return { client, close: () => client.disconnect() };
  }
  const redis = await load<{ createClient(options: object): Client & { destroy(): void } }>('redis');
  if (redis) {
    const client = redis.createClient({ url, disableOfflineQueue: true });
    await start(client, hear);
    return { client, close: () => client.destroy() };
  }
  throw new Error(
    'unable to use XO_RTM_REDIS_URL; neither ioredis nor redis is installed here. Run: npm install ioredis',
  );
}

/** Waits for the connection or the first trouble, whichever comes first: the endpoint answers while Redis is still away. */
async function start(client: Client, hear: (error: Error) => void): Promise<void> {
  const trouble = new Promise<void>((resolve) => {
    client.on('error', (error) => {
      hear(error);
      resolve();
    });
  });
  // What fails is an event, too, and heard there.
  await Promise.race([trouble, client.connect().catch(() => {})]);
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
