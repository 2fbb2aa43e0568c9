import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readJwe, readJws } from '../server/by-hand.js';
import { CliProcess } from './cli-process.js';

const SECRET = 'q3Vt0Zk9sXw7Lr2Yp5Nc8Bh1Gd4Fj6Ma=';
const ENV = { XO_RTM_CLIENT_ID: 'cs-1', XO_RTM_CLIENT_SECRET: SECRET };
const RSA = generateKeyPairSync('rsa', { modulusLength: 2048 });
const PRIVATE_PEM = RSA.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const PUBLIC_PEM = RSA.publicKey.export({ type: 'spki', format: 'pem' }).toString();

let cli: CliProcess;

beforeAll(async () => {
  cli = await CliProcess.build();
}, 60_000);
afterAll(() => cli.stop());

const sign = (args: string[], env: Record<string, string> = ENV) => cli.run(['jwt', 'sign', ...args], { env });
const inspect = (input: string, args: string[] = [], env: Record<string, string> = {}) =>
  cli.run(['jwt', 'inspect', ...args], { env, input });

describe('xo-rtm jwt sign', () => {
  it('prints the token alone, signed with the secret of the environment', async () => {
    const { code, out, err } = await sign(['--identity', 'jane', '--anonymous', '--expires-in', '60']);
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
    const { valid, claims } = readJws(out.trim(), SECRET);
    expect(valid).toBe(true);
    expect(claims).toMatchObject({ iss: 'cs-1', appId: 'cs-1', sub: 'jane', isAnonymous: true });
    expect(Number(claims.exp) - Number(claims.iat)).toBe(60);
    expect(claims.jti).toEqual(expect.any(String));
  });

  it('takes the secret from a file, without its line end, before that of the environment', async () => {
    const file = await cli.file('secret.txt', `${SECRET}\n`);
    const env = { ...ENV, XO_RTM_CLIENT_SECRET: 'another secret that is long enough' };
    const { out } = await sign(['--identity', 'jane', '--secret-file', file, '--algorithm', 'HS512'], env);
    expect(readJws(out.trim(), SECRET)).toMatchObject({ valid: true, header: { alg: 'HS512' } });
  });

  it('signs with a private key, for the public APIs, with claims of a file', async () => {
    const key = await cli.file('key.pem', PRIVATE_PEM);
    const claims = await cli.file('claims.json', '{"customData":{"plan":"gold"}}');
    const args = [
      '--use',
      'api',
      '--client-id',
      'cs-2',
      '--private-key-file',
      key,
      '--claims-file',
      claims,
      '--no-jti',
    ];
    const { code, out } = await sign([...args, '--expires-in', '86400', '--key-id', 'k1'], {});
    expect(code).toBe(0);
    const read = readJws(out.trim(), RSA.publicKey);
    expect(read).toMatchObject({
      valid: true,
      header: { alg: 'RS256', kid: 'k1' },
      claims: { appId: 'cs-2', customData: { plan: 'gold' } },
    });
    expect(read.claims).not.toHaveProperty('jti');
  });

  it('encrypts for the platform', async () => {
    const key = await cli.file('platform.pem', PUBLIC_PEM);
    const { out } = await sign(['--identity', 'jane', '--jwe-key-file', key, '--jwe-key-id', 'kid-1']);
    const { header, content } = readJwe(out.trim(), RSA.privateKey);
    expect(header).toMatchObject({ alg: 'RSA-OAEP', kid: 'kid-1' });
    expect(readJws(content, SECRET).valid).toBe(true);
  });

  it.each([
    ['no key', ['--identity', 'jane'], { XO_RTM_CLIENT_ID: 'cs-1' }, /^unable to sign; set exactly one of /],
    ['two keys', ['--identity', 'jane'], { ...ENV, XO_RTM_PRIVATE_KEY: PRIVATE_PEM }, /^unable to sign; set exactly/],
    ['nobody', [], ENV, /^unable to go on; --identity is missing/],
    [
      'no client id',
      ['--identity', 'jane'],
      { XO_RTM_CLIENT_SECRET: SECRET },
      /^unable to sign; --client-id is missing/,
    ],
    [
      'no such file',
      ['--identity', 'jane', '--secret-file', 'none'],
      ENV,
      /^unable to read none; there is no such file/,
    ],
    ['a word too many', ['--identity', 'jane', 'doe'], ENV, /^unable to use "doe"/],
    [
      'a secret as an option',
      ['--identity', 'jane', '--secret', SECRET],
      ENV,
      /^unable to use --secret; there is no such option/,
    ],
    ['a lifetime in words', ['--identity', 'jane', '--expires-in', '1h'], ENV, /^unable to use --expires-in 1h/],
  ])('a command line with %s ends with 2, and where to read on', async (_what, args, env, words) => {
    const { code, out, err } = await sign(args, env as Record<string, string>);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(words);
    expect(err).toMatch(/See xo-rtm jwt sign --help\n$/);
    expect(err).not.toContain(SECRET);
  });

  it.each([
    ['a weak secret', { ...ENV, XO_RTM_CLIENT_SECRET: 'hunter2hunter2' }, ['--identity', 'jane']],
    ['too long a life', ENV, ['--identity', 'jane', '--expires-in', '7200']],
    ['an algorithm that is none', ENV, ['--identity', 'jane', '--algorithm', 'none']],
  ])('%s ends with 2 and says what to change, not the secret', async (_what, env, args) => {
    const { code, out, err } = await sign(args, env);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(/^unable to make a JWT signer; .+\n.+\nSee xo-rtm jwt sign --help\n$/);
    expect(err).not.toContain(env.XO_RTM_CLIENT_SECRET);
  });
});

describe('xo-rtm jwt inspect', () => {
  it('finds nothing wrong with a token of sign', async () => {
    const { out: token } = await sign(['--identity', 'jane']);
    const { code, out, err } = await inspect(token, ['--require-jti'], ENV);
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^token +signed, for the channel$/m);
    expect(out).toMatch(/^claims.*\n.*sub +"jane"$/m);
    expect(out).toMatch(/exp +\d+ \(\d{4}-\d\d-\d\dT[\d:.]+Z\)/);
    expect(out).toMatch(/platform takes this token\.\n$/);
    expect(out).not.toMatch(/^(?:error|warning|note)/m);
    expect(out).not.toContain(token.trim().split('.')[2]);
    expect(out).not.toContain(SECRET);
  });

  it('explains what is wrong, and ends with 1', async () => {
    const { out: token } = await sign(['--identity', 'jane', '--no-jti']);
    const env = { XO_RTM_CLIENT_ID: 'cs-2', XO_RTM_CLIENT_SECRET: 'another secret that is long enough' };
    const { code, out } = await inspect(token, ['--require-jti', '--algorithm', 'RS256'], env);
    expect(code).toBe(1);
    for (const words of [
      'error    alg is HS256, the JWT app is set to RS256\n         Sign with RS256.',
      'error    the signature does not fit the client secret',
      'error    iss is another client id than that of your app',
      'jti is missing',
    ])
      expect(out).toContain(words);
    expect(out).toMatch(/The platform refuses this token: \d errors\.\n$/);
  });

  it('checks RS256 with the public key of a file, as JSON for programs', async () => {
    const [key, pub] = [await cli.file('key.pem', PRIVATE_PEM), await cli.file('public.pem', PUBLIC_PEM)];
    const { out: token } = await sign(['--identity', 'jane', '--private-key-file', key], { XO_RTM_CLIENT_ID: 'cs-1' });
    const file = await cli.file('token.txt', token);
    const { code, out } = await inspect('', ['--file', file, '--public-key-file', pub, '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ ok: true, form: 'jws', claims: { sub: 'jane' }, findings: [] });
  });

  it('accepts a token as an argument, with a warning about the shell', async () => {
    const { out: token } = await sign(['--identity', 'jane']);
    const { code, out, err } = await inspect('', [token.trim(), '--client-id', 'cs-1']);
    expect(code).toBe(0);
    expect(out).toContain('note     the signature was not checked');
    expect(err).toBe('The shell may remember this token. Rather pipe it in, or use --file.\n');
  });

  it('removes control characters of a token', async () => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const token = `${part({ alg: 'HS\u001b[2J' })}.${part({ sub: 'jane\u202e\u009b' })}.AAAA`;
    const { code, out } = await inspect(token);
    expect(code).toBe(1);
    expect(out).not.toMatch(/[^\n\P{Cc}]|\p{Cf}/u);
  });

  it('reports that other input is not a token, and does not read it endlessly', async () => {
    const { code, out } = await inspect('hello');
    expect([code, out]).toEqual([1, expect.stringMatching(/^token +no JWT\nerror +a JWT has 3 parts/)]);
    expect((await inspect('')).code).toBe(1);
    const { code: long, err } = await inspect('x'.repeat(200_000));
    expect([long, err]).toEqual([2, expect.stringMatching(/^unable to inspect; what came in is too long/)]);
  });
});

describe('xo-rtm jwt', () => {
  it.each([
    [
      'sign',
      ['identity', 'anonymous', 'use', 'no-jti', 'claims-file', 'secret-file', 'private-key-file', 'jwe-key-id'],
    ],
    ['inspect', ['file', 'use', 'client-id', 'secret-file', 'public-key-file', 'require-jti', 'require-jwe', 'json']],
  ])('%s --help lists its options, on lines that fit', async (name, options) => {
    const { code, out } = await cli.run(['jwt', name, '--help']);
    expect(code).toBe(0);
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(120);
    for (const option of options) expect(out).toMatch(new RegExp(`^  --${option}\\b`, 'm'));
    expect((await cli.run(['jwt', '--help'])).out).toMatch(new RegExp(`^  ${name} +\\w`, 'm'));
  });

  it('without a subcommand ends with 2, and repeats no argument that may be a token', async () => {
    const { code, err } = await cli.run(['jwt', 'eyJhbGciOiJIUzI1NiJ9.e30.AAAA']);
    expect(code).toBe(2);
    expect(err).toBe('unable to run this; xo-rtm jwt is followed by sign or inspect\nSee xo-rtm jwt --help\n');
  });
});
