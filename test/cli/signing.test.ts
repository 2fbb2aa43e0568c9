import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../../src/cli/run-cli.js';
import { addSigningOptions, type SigningOptions, signingEnvironment } from '../../src/cli/signing.js';
import { silentLogger } from '../../src/lib/logger.js';
import { jwtSignerFromEnv, SIGNER_VARIABLES } from '../../src/server/index.js';
import { readJwe, readJws } from '../server/by-hand.js';
import { parseOptions } from './parse-options.js';
import { TestTerminal } from './terminal.js';

const SECRET = 'q3Vt0Zk9sXw7Lr2Yp5Nc8Bh1Gd4Fj6Ma=';
const own = generateKeyPairSync('rsa', { modulusLength: 2048 });
const platform = generateKeyPairSync('rsa', { modulusLength: 2048 });
const PRIVATE = own.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const PUBLIC = platform.publicKey.export({ type: 'spki', format: 'pem' }).toString();
const JWK = JSON.stringify({ ...platform.publicKey.export({ format: 'jwk' }), kid: 'platform-1' });

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xo-signing-'));
  const files = {
    'private.pem': PRIVATE,
    'platform.pem': PUBLIC,
    'platform.json': `${JWK}\n`,
    'secret.txt': `${SECRET}\n`,
  };
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
});
afterAll(() => rm(folder, { recursive: true }));

const file = (name: string) => join(folder, name);
const read = (args: readonly string[], env: Record<string, string>) =>
  signingEnvironment(parseOptions<SigningOptions>(addSigningOptions, args), env);

/** Signs as the three commands do. */
async function sign(args: readonly string[], env: Record<string, string>): Promise<string> {
  return jwtSignerFromEnv(await read(args, env), { logger: silentLogger }).signForApi();
}

describe('a private key', () => {
  const env = { XO_RTM_CLIENT_ID: 'cs-1', XO_RTM_KEY_ID: 'k1' };

  it.each([
    ['as PEM', () => ({ XO_RTM_PRIVATE_KEY: PRIVATE })],
    ['as PEM on one line', () => ({ XO_RTM_PRIVATE_KEY: PRIVATE.replaceAll('\n', '\\n') })],
    ['as JWK', () => ({ XO_RTM_PRIVATE_KEY: JSON.stringify(own.privateKey.export({ format: 'jwk' })) })],
    ['as the path of a file', () => ({ XO_RTM_PRIVATE_KEY: file('private.pem') })],
  ])('is read from the environment %s', async (_form, more) => {
    const jwt = await sign([], { ...env, ...more() });
    expect(readJws(jwt, own.publicKey)).toMatchObject({ valid: true, header: { alg: 'RS256', kid: 'k1' } });
  });

  it('in a file wins over the secret of the environment, and options win over variables', async () => {
    const args = ['--private-key-file', file('private.pem'), '--algorithm', 'RS512', '--client-id', 'cs-2'];
    const jwt = await sign(args, { ...env, XO_RTM_CLIENT_SECRET: SECRET, XO_RTM_ALGORITHM: 'HS256' });
    expect(readJws(jwt, own.publicKey)).toMatchObject({
      valid: true,
      header: { alg: 'RS512' },
      claims: { appId: 'cs-2' },
    });
    const hmac = await sign(['--secret-file', file('secret.txt')], { ...env, XO_RTM_PRIVATE_KEY: PRIVATE });
    expect(readJws(hmac, SECRET).valid).toBe(true);
  });
});

it.each([
  ['PEM', () => ({ XO_RTM_JWE_KEY: PUBLIC, XO_RTM_JWE_KEY_ID: 'platform-1' })],
  ['JWK', () => ({ XO_RTM_JWE_KEY: JWK })],
  ['path of a PEM', () => ({ XO_RTM_JWE_KEY: file('platform.pem'), XO_RTM_JWE_KEY_ID: 'platform-1' })],
  ['path of a JWK', () => ({ XO_RTM_JWE_KEY: file('platform.json') })],
])('the key of the platform may be a %s', async (_form, more) => {
  const jwe = await sign([], { XO_RTM_CLIENT_ID: 'cs-1', XO_RTM_CLIENT_SECRET: SECRET, ...more() });
  const { header, content } = readJwe(jwe, platform.privateKey);
  expect(header.kid).toBe('platform-1');
  expect(readJws(content, SECRET).valid).toBe(true);
});

describe('wrong keys', () => {
  const headless = PRIVATE.split('\n').slice(1).join('\n');

  it.each([
    ['a key that lost its first line', [], { XO_RTM_PRIVATE_KEY: headless }, /^unable to read XO_RTM_PRIVATE_KEY; /],
    ['a path that leads nowhere', [], { XO_RTM_PRIVATE_KEY: 'no/where.pem' }, /there is no such file$/],
    ['both keys', [], { XO_RTM_PRIVATE_KEY: PRIVATE, XO_RTM_CLIENT_SECRET: SECRET }, /set exactly one of/],
    ['no key', [], {}, /set exactly one of/],
    ['no client id', [], { XO_RTM_CLIENT_SECRET: SECRET, XO_RTM_CLIENT_ID: '' }, /--client-id is missing/],
    ['two files', ['--secret-file', 'a', '--private-key-file', 'b'], {}, /give one of them/],
  ] as const)('are reported without being repeated: %s', async (_name, args, env, words) => {
    const failure = await read(args, { XO_RTM_CLIENT_ID: 'cs-1', ...env }).catch((error: unknown) => error as Error);
    expect(failure).toMatchObject({ name: 'UsageError', message: expect.stringMatching(words) });
    expect((failure as Error).message).not.toContain(headless.slice(0, 40));
    expect((failure as Error).message).not.toContain(SECRET);
  });
});

it.each([[['admin', 'roles']], [['jwt', 'sign']], [['token-server']]])(
  'the help of %j names every variable, and every option that replaces one',
  async (command) => {
    const terminal = new TestTerminal();
    expect(await runCli([...command, '--help'], terminal)).toBe(0);
    const help = terminal.printed.join('\n');
    for (const name of Object.keys(SIGNER_VARIABLES)) expect(help).toContain(name);
    for (const option of ['client-id', 'secret-file', 'private-key-file', 'key-id', 'algorithm', 'expires-in'])
      expect(help).toMatch(new RegExp(`^  --${option} <`, 'm'));
  },
);
