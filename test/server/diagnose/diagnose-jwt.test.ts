import { createHmac, createSign, generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DiagnoseOptions, diagnoseJwt } from '../../../src/server/diagnose/diagnose-jwt.js';
import { createJwtSigner } from '../../../src/server/jwt-signer.js';

const CLIENT_ID = 'cs-5b08ed1e-5fa7-5aaa-9c21-28bf8c90b739';
const SECRET = 'q3Vt0Zk9sXw7Lr2Yp5Nc8Bh1Gd4Fj6Ma=';
const NOW_S = 1_700_000_000;
const clock = { now: () => NOW_S * 1000 };
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const spki = rsa.publicKey.export({ type: 'spki', format: 'pem' }).toString();

const CHANNEL = {
  iss: CLIENT_ID,
  sub: 'jane',
  aud: 'https://idproxy.kore.com/authorize',
  appId: CLIENT_ID,
  isAnonymous: false,
  iat: NOW_S,
  exp: NOW_S + 300,
  jti: 'one',
};

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token made by hand, so that it can be wrong in every way. */
function token(
  claims: object,
  header: Record<string, unknown> = { alg: 'HS256', typ: 'JWT' },
  key: string | Buffer = SECRET,
): string {
  const input = `${part(header)}.${part(claims)}`;
  const hash = `sha${String(header.alg).slice(2)}`;
  if (String(header.alg).startsWith('RS'))
    return `${input}.${createSign(hash).update(input).sign(rsa.privateKey, 'base64url')}`;
  return `${input}.${createHmac('sha256', key).update(input).digest('base64url')}`;
}

const codes = async (jwt: string, options: DiagnoseOptions = {}) => {
  const { findings } = await diagnoseJwt(jwt, { clock, clientSecret: SECRET, publicKey: spki, ...options });
  return findings.map(({ level, code }) => `${level} ${code}`);
};

/** A token for the channel with some claims changed; undefined removes one. */
const changed = (claims: object) => token(JSON.parse(JSON.stringify({ ...CHANNEL, ...claims })));

describe('a healthy token', () => {
  it('of the signer has nothing wrong', async () => {
    const signer = createJwtSigner({ clientId: CLIENT_ID, clientSecret: SECRET, clock });
    const options = { clock, clientId: CLIENT_ID, clientSecret: SECRET, requireJti: true };
    for (const jwt of [await signer.sign({ identity: 'jane' }), await signer.signForApi()]) {
      expect(await diagnoseJwt(jwt, options)).toMatchObject({ ok: true, form: 'jws', findings: [] });
    }
  });

  it('has the right purpose', async () => {
    expect(await diagnoseJwt(token(CHANNEL), { clock })).toMatchObject({ use: 'channel', claims: { sub: 'jane' } });
    expect(await diagnoseJwt(token({ sub: '1234567890', appId: CLIENT_ID }), { clock })).toMatchObject({ use: 'api' });
  });

  it('signed with RS256 is checked with a PEM, a JWK or a key object', async () => {
    const jwt = token(CHANNEL, { alg: 'RS256' });
    const jwk = { ...rsa.publicKey.export({ format: 'jwk' }), kty: 'RSA' };
    for (const publicKey of [spki, spki.replaceAll('\n', '\\n'), jwk, rsa.publicKey]) {
      expect(await codes(jwt, { publicKey })).toEqual([]);
    }
  });

  it('whose signature cannot be checked has a note', async () => {
    expect((await diagnoseJwt(token(CHANNEL), { clock })).findings).toEqual([
      expect.objectContaining({ level: 'note', code: 'signature_unchecked' }),
    ]);
  });
});

describe('a sick token', () => {
  it.each([
    ['no appId', token({ sub: '1', exp: NOW_S + 60, jti: 'x' }), {}, ['error app_id_missing']],
    [
      'appid',
      token({ sub: '1', appid: CLIENT_ID, exp: NOW_S + 60, jti: 'x' }),
      {},
      ['error app_id_spelling', 'error app_id_missing'],
    ],
    ['App ID', token({ ...CHANNEL, 'App ID': CLIENT_ID }), {}, ['error app_id_spelling']],
    ['iss is enough for the channel', changed({ appId: undefined }), {}, []],
    ['neither iss nor appId', changed({ appId: undefined, iss: undefined }), {}, ['error app_id_missing']],
    [
      'another app',
      changed({ iss: 'cs-2', appId: 'cs-2' }),
      { clientId: CLIENT_ID },
      ['error app_id_mismatch', 'error app_id_mismatch'],
    ],
    ['two apps', changed({ appId: 'cs-2' }), {}, ['error app_id_mismatch']],
    [
      'the name of the app',
      changed({ iss: 'My App', appId: 'My App' }),
      {},
      ['warning client_id_form', 'warning client_id_form'],
    ],
    ['nobody', changed({ sub: undefined }), {}, ['error subject_missing']],
    ['an empty name', changed({ sub: ' ' }), {}, ['error subject_missing']],
    ['a number for a name', changed({ sub: 7 }), {}, ['error subject_missing']],
    [
      'kore_sub and kore_iss',
      changed({ sub: undefined, kore_sub: 'jane', iss: undefined, kore_iss: CLIENT_ID }),
      {},
      [],
    ],
    ['no audience', changed({ aud: undefined }), {}, ['warning audience']],
    ['the other audience, in a list', changed({ aud: ['x', 'https://idproxy.kore.ai/authorize'] }), {}, []],
    ['"false"', changed({ isAnonymous: 'false' }), {}, ['warning anonymous_type']],
    ['expired', changed({ iat: NOW_S - 400, exp: NOW_S - 100 }), {}, ['error expired']],
    ['expired this second', changed({ iat: NOW_S - 400, exp: NOW_S }), {}, ['error expired']],
    [
      'milliseconds',
      changed({ iat: NOW_S * 1000, exp: (NOW_S + 60) * 1000 }),
      {},
      ['error date_milliseconds', 'error date_milliseconds'],
    ],
    ['dates as text', changed({ exp: String(NOW_S + 60) }), {}, ['error date_type']],
    ['no expiry', changed({ exp: undefined }), {}, ['warning expiry_missing']],
    ['dead before born', changed({ iat: NOW_S + 30, exp: NOW_S + 20 }), {}, ['error life_negative']],
    ['made in the future', changed({ iat: NOW_S + 61 }), {}, ['error clock_skew']],
    ['made by a clock a little ahead', changed({ iat: NOW_S + 60 }), {}, []],
    ['not yet good', changed({ nbf: NOW_S + 100 }), {}, ['error not_yet_valid']],
    ['an hour with a jti', changed({ exp: NOW_S + 3600 }), {}, []],
    ['more than an hour with a jti', changed({ exp: NOW_S + 3601 }), {}, ['error life_too_long']],
    [
      'more than an hour with kore_jti',
      changed({ jti: undefined, kore_jti: 'x', exp: NOW_S + 3601 }),
      {},
      ['error life_too_long'],
    ],
    [
      'more than a day without',
      changed({ jti: undefined, exp: NOW_S + 86_401 }),
      {},
      ['warning life_too_long', 'note jti_missing'],
    ],
    ['no jti', changed({ jti: undefined }), {}, ['note jti_missing']],
    ['no jti where it is enforced', changed({ jti: undefined }), { requireJti: true }, ['error jti_missing']],
    ['an empty jti', changed({ jti: '' }), { requireJti: true }, ['error jti_missing']],
    ['not encrypted where that is enforced', token(CHANNEL), { requireJwe: true }, ['error jwe_missing']],
    ['ES256', token(CHANNEL, { alg: 'ES256' }), {}, ['error alg_unknown']],
    [
      'HS384',
      token(CHANNEL, { alg: 'HS384' }),
      { clientSecret: undefined },
      ['warning alg_undocumented', 'note signature_unchecked'],
    ],
    ['not as the app is set', token(CHANNEL), { algorithm: 'HS512' }, ['error alg_unexpected']],
    [
      'crit',
      token(CHANNEL, { alg: 'HS256', crit: ['x'] }),
      { clientSecret: undefined },
      ['error header_crit', 'note signature_unchecked'],
    ],
    ['a guessable secret', token(CHANNEL, undefined, 'secret'), { clientSecret: 'secret' }, ['error secret_weak']],
    [
      'a short secret',
      token(CHANNEL, undefined, 's'.repeat(16)),
      { clientSecret: 's'.repeat(16) },
      ['warning secret_weak'],
    ],
    ['large', changed({ customData: 'x'.repeat(5000) }), {}, ['warning token_large']],
  ] as const)('%s', async (_name, jwt, options, expected) => {
    expect(await codes(jwt, options as DiagnoseOptions)).toEqual(expected);
  });

  it('without a signature', async () => {
    for (const alg of ['none', 'None', 'NONE'])
      expect(await codes(token(CHANNEL, { alg }))).toEqual(['error alg_none']);
  });

  it('states durations in readable units', async () => {
    const message = async (claims: object) =>
      (await diagnoseJwt(changed(claims), { clock, clientSecret: SECRET })).findings[0]!.message;
    expect(await message({ iat: 0, exp: NOW_S - 90 })).toBe('it expired 90 seconds ago');
    expect(await message({ iat: 0, exp: NOW_S - 7200 })).toBe('it expired 2 hours ago');
    expect(await message({ iat: NOW_S + 86_400 * 3, exp: NOW_S + 86_400 * 4 })).toBe(
      'it was made 3 days in the future',
    );
    expect(await message({ exp: NOW_S + 7200 })).toBe('with a jti it may live an hour, and this lives 2 hours');
  });
});

describe('a signature that does not fit', () => {
  const hint = async (jwt: string, options: DiagnoseOptions) => {
    const { ok, findings } = await diagnoseJwt(jwt, { clock, ...options });
    expect(ok).toBe(false);
    expect(findings[0]).toMatchObject({ code: 'signature_wrong' });
    return findings[0]!.hint;
  };

  it('is found, and its usual causes named', async () => {
    expect(await hint(token(CHANNEL), { clientSecret: 'x'.repeat(32) })).toMatch(/another secret, or changed/);
    expect(await hint(token(CHANNEL), { clientSecret: ` ${SECRET}\n` })).toMatch(/without the spaces/);
    const bytes = Buffer.alloc(32, 251);
    for (const encoding of ['base64', 'base64url'] as const) {
      const clientSecret = bytes.toString(encoding);
      expect(await hint(token(CHANNEL, undefined, bytes), { clientSecret })).toMatch(/decoded from base64/);
    }
    const [head, , signature] = token(CHANNEL).split('.');
    const forged = `${head}.${part({ ...CHANNEL, sub: 'admin' })}.${signature}`;
    expect(await hint(forged, { clientSecret: SECRET })).toMatch(/changed after signing/);
    const other = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey;
    expect(await hint(token(CHANNEL, { alg: 'RS256' }), { publicKey: other })).toMatch(/another key/);
  });

  it('is not reported with a key that cannot be read', async () => {
    expect(await codes(token(CHANNEL, { alg: 'RS256' }), { publicKey: 'my key' })).toEqual(['error key_unreadable']);
  });
});

describe('an encrypted token', () => {
  const jwe = (header: object) => [part(header), 'a', 'b', 'c', 'd'].join('.');

  it('of the signer has no errors, as far as it can be checked', async () => {
    const jwk = { ...rsa.publicKey.export({ format: 'jwk' }), kty: 'RSA', kid: 'k' };
    const signer = createJwtSigner({
      clientId: CLIENT_ID,
      clientSecret: SECRET,
      encryption: { publicKey: jwk },
      clock,
    });
    const diagnosis = await diagnoseJwt(await signer.sign({ identity: 'jane' }), {
      clock,
      requireJti: true,
      requireJwe: true,
    });
    expect(diagnosis).toMatchObject({ ok: true, form: 'jwe', findings: [{ level: 'note', code: 'jwe_sealed' }] });
    expect(diagnosis).not.toHaveProperty('claims');
  });

  it('reports header values that the platform does not document', async () => {
    const good = { alg: 'RSA-OAEP', enc: 'A256GCM', kid: 'k' };
    expect(await codes(jwe({ ...good, alg: 'RSA1_5' }))).toEqual(['warning jwe_alg', 'note jwe_sealed']);
    expect(await codes(jwe({ ...good, alg: 'dir' }))).toEqual(['error jwe_alg', 'note jwe_sealed']);
    expect(await codes(jwe({ ...good, enc: 'A256CBC-HS512' }))).toEqual(['error jwe_enc', 'note jwe_sealed']);
    expect(await codes(jwe({ ...good, kid: '' }))).toEqual(['error jwe_kid', 'note jwe_sealed']);
  });
});

describe('text that is not a token', () => {
  it.each([
    ['', ['error not_a_token']],
    ['abc', ['error not_a_token']],
    ['a.b', ['error not_a_token']],
    ['a.b.c.d', ['error not_a_token']],
    [undefined, ['error not_a_token']],
    [{}, ['error not_a_token']],
  ])('%j', async (given, expected) => {
    expect(await codes(given as string)).toEqual(expected);
  });

  it('but almost one: wrapped, cut, or in the wrong base64', async () => {
    const jwt = token(CHANNEL);
    for (const wrapped of [`Bearer ${jwt}`, ` ${jwt}\n`, `"${jwt}"`, `Authorization: bearer ${jwt}`]) {
      expect(await codes(wrapped), wrapped).toEqual(['warning token_wrapped']);
    }
    const [head, payload, signature] = jwt.split('.') as [string, string, string];
    expect(await codes(`${head}.${payload.slice(0, -9)}.${signature}`)).toContain('error token_torn');
    expect(await codes(`${head.slice(3)}.${payload}.${signature}`)).toContain('error token_torn');
    expect(await codes(`${head}.${payload}=.${signature}`)).toContain('error token_torn');
    expect(await codes(`${part('text')}.${part([1])}.x`)).toContain('error token_torn');
  });

  it('never makes diagnoseJwt throw, and always has a finding', async () => {
    const piece = fc.oneof(
      fc.string(),
      fc.json().map((text) => Buffer.from(text).toString('base64url')),
    );
    const given = fc.oneof(
      fc.anything(),
      fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join('.')),
    );
    await fc.assert(
      fc.asyncProperty(given, async (value) => {
        const { findings, form } = await diagnoseJwt(value as string, { clock, clientSecret: SECRET, publicKey: spki });
        expect(findings.length > 0).toBe(true);
        expect(['jws', 'jwe', 'none']).toContain(form);
      }),
    );
  });
});

describe('the findings', () => {
  it('contain neither the key nor the token', async () => {
    const jwt = changed({ exp: 'never', aud: 7, sub: undefined });
    const { findings } = await diagnoseJwt(`Bearer ${jwt}`, {
      clock,
      clientSecret: 'hunter2',
      clientId: 'cs-x',
      algorithm: 'RS256',
    });
    const text = JSON.stringify(findings);
    expect(findings.length).toBeGreaterThan(5);
    for (const secret of ['hunter2', jwt, ...jwt.split('.')]) expect(text).not.toContain(secret);
  });
});
