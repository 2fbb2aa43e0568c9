/**
 * Runs a token endpoint as a child process: `node token-endpoint.mjs sdk|bare`. Sends its port to the parent process and, on request,
 * the processor time that it has used.
 *
 * `bare` is the minimum for comparison: node:http, and jose for the signature. It checks no origin, rate limit, body size or cookie.
 * Both sign the same claims with the same secret.
 */
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { SignJWT } from 'jose';
import { createJwtSigner, createTokenHandler, toNodeHandler } from 'xo-rtm/server';

const clientId = 'cs-00000000-0000-5000-8000-000000000000';
const clientSecret = 'a-secret-of-32-bytes-for-the-load-run';
const identityOf = (/** @type {string | null | undefined} */ cookie) => /session=([\w-]+)/.exec(cookie ?? '')?.[1];

const sdk = () =>
  toNodeHandler(
    createTokenHandler({
      signer: createJwtSigner({ clientId, clientSecret }),
      identify: (request) => {
        const identity = identityOf(request.headers.get('cookie'));
        return identity === undefined ? null : { identity };
      },
      allowedOrigins: ['https://www.example.com'],
      // High enough that requests are counted, but never rejected.
      rateLimit: { requests: 1e9, perSeconds: 60 },
    }),
  );

const bare = () => {
  const key = new TextEncoder().encode(clientSecret);
  return async (/** @type {import('node:http').IncomingMessage} */ request, /** @type {any} */ response) => {
    request.resume();
    const identity = identityOf(request.headers.cookie);
    if (request.method !== 'POST' || identity === undefined) return response.writeHead(401).end();
    const jwt = await new SignJWT({ appId: clientId, isAnonymous: false })
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
      .setIssuer(clientId)
      .setSubject(identity)
      .setAudience('https://idproxy.kore.com/authorize')
      .setJti(randomUUID())
      .setIssuedAt()
      .setExpirationTime('5m')
      .sign(key);
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ jwt }));
  };
};

const server = createServer(process.argv[2] === 'sdk' ? sdk() : bare());
server.listen(0, '127.0.0.1', () => process.send?.(/** @type {any} */ (server.address()).port));
process.on('message', () => process.send?.(process.cpuUsage()));
process.on('disconnect', () => process.exit());
