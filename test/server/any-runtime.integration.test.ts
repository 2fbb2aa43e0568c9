import { createContext, Script } from 'node:vm';
import { build } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';
import { readJws } from './by-hand.js';

const SECRET = 'x'.repeat(32);
const ENTRY = `
import { createAnonymousVisitors, createJwtSigner, createTokenHandler, diagnoseJwt } from './src/server/index.js';
globalThis.run = async (clientSecret) => {
  const signer = createJwtSigner({ clientId: 'cs-1', clientSecret });
  const identify = createAnonymousVisitors({ secret: clientSecret });
  const rateLimit = { requests: 1, keyOf: () => 'everybody' };
  const handler = createTokenHandler({ signer, identify, allowedOrigins: [], rateLimit });
  const ask = () => handler(new Request('https://edge.example/token', { method: 'POST' }));
  const [first, second] = [await ask(), await ask()];
  const { jwt } = await first.json();
  return { jwt, cookie: first.headers.get('set-cookie'), second: second.status, healthy: (await diagnoseJwt(jwt, { clientSecret })).ok };
};`;

/** The globals of every Fetch-API runtime (WinterTC), without those of Node. */
const WEB = {
  AbortController,
  AbortSignal,
  Headers,
  ReadableStream,
  Request,
  Response,
  TextDecoder,
  TextEncoder,
  URL,
  Uint8Array,
  atob,
  btoa,
  clearTimeout,
  console,
  crypto,
  CryptoKey,
  queueMicrotask,
  setTimeout,
  structuredClone,
};

describe('the server side in a runtime that has the Fetch API and nothing of Node', () => {
  let code: string;

  beforeAll(async () => {
    const stdin = { contents: ENTRY, resolveDir: process.cwd(), loader: 'ts' } as const;
    // Fails for an import that only Node can resolve.
    const built = await build({
      stdin,
      bundle: true,
      write: false,
      format: 'iife',
      platform: 'browser',
      logLevel: 'silent',
    });
    code = built.outputFiles[0]!.text;
  });

  it('signs, limits, knows its visitors and examines tokens', async () => {
    const globals = createContext({ ...WEB }) as { run?: (secret: string) => Promise<Record<string, unknown>> };
    new Script(code).runInContext(globals);
    const { jwt, cookie, second, healthy } = await globals.run!(SECRET);
    expect(readJws(String(jwt), SECRET)).toMatchObject({ valid: true, claims: { isAnonymous: true } });
    expect(cookie).toMatch(/^__Host-xo-visitor=/);
    expect([second, healthy]).toEqual([429, true]);
  });

  it('throws where there is a document', async () => {
    const globals = createContext({ ...WEB, document: {} }) as { run?: (secret: string) => Promise<unknown> };
    new Script(code).runInContext(globals);
    await expect(globals.run!(SECRET)).rejects.toMatchObject({ code: 'XO_CONFIG_ENVIRONMENT' });
  });
});
