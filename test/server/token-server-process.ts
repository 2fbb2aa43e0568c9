/** One machine of a token endpoint, for the test of the shared limit: `<client> <socket of Redis>`; prints its port. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Redis } from 'ioredis';
import { createClient } from 'redis';
import { createJwtSigner, createTokenHandler, toNodeHandler } from '../../src/server/index.js';

const [, , kind, path = ''] = process.argv;

async function connect(): Promise<object> {
  if (kind === 'ioredis') return new Redis(path, { enableOfflineQueue: false }).on('error', () => {});
  const client = createClient({ socket: { path, tls: false }, disableOfflineQueue: true }).on('error', () => {});
  await client.connect();
  return client;
}

async function main(): Promise<void> {
  const redis = await connect();
  const handler = createTokenHandler({
    signer: createJwtSigner({ clientId: 'cs-1', clientSecret: 'x'.repeat(32) }),
    identify: () => ({ identity: 'jane' }),
    allowedOrigins: [],
    rateLimit: { requests: 10, perSeconds: 60, redis, keyOf: (request) => request.headers.get('x-key') ?? undefined },
  });
  const server = createServer((request, response) => void toNodeHandler(handler)(request, response)).listen(
    0,
    '127.0.0.1',
  );
  server.once('listening', () => console.log((server.address() as AddressInfo).port));
}

main().catch((failure) => {
  console.error(failure);
  process.exitCode = 1;
});
