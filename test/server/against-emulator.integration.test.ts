import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Emulator, startEmulator } from '../../src/emulator/index.js';
import { silentLogger } from '../../src/lib/logger.js';
import { createJwtSigner, diagnoseJwt } from '../../src/server/index.js';

const CLIENT_ID = 'cs-5b08ed1e-5fa7-5aaa-9c21-28bf8c90b739';
const SECRET = 'q3Vt0Zk9sXw7Lr2Yp5Nc8Bh1Gd4Fj6MaQ8Ue3Io7';
const nowS = Math.floor(Date.now() / 1000);

let emulator: Emulator;

beforeAll(async () => {
  emulator = await startEmulator({ clientId: CLIENT_ID, clientSecret: SECRET, requireJti: true });
});

afterAll(() => emulator.stop());

async function grant(assertion: string) {
  const { name, id } = emulator.bot;
  const response = await fetch(`${emulator.apiUrl}1.1/oAuth/token/jwtgrant`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ assertion, botInfo: { chatBot: name, taskBotId: id } }),
  });
  return { status: response.status, body: (await response.json()) as { userInfo?: { identity: string } } };
}

const CLAIMS = {
  iss: CLIENT_ID,
  sub: 'jane',
  aud: 'https://idproxy.kore.com/authorize',
  isAnonymous: false,
  iat: nowS,
  exp: nowS + 300,
};

let made = 0;

/** Made with node:crypto only, without any library. */
function byHand(changes: object = {}, { alg = 'HS256', secret = SECRET } = {}): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const input = `${part({ alg, typ: 'JWT' })}.${part({ ...CLAIMS, jti: `jti-${made++}`, ...changes })}`;
  return `${input}.${createHmac(alg === 'HS512' ? 'sha512' : 'sha256', secret)
    .update(input)
    .digest('base64url')}`;
}

describe('a token of the signer', () => {
  it.each(['HS256', 'HS384', 'HS512'] as const)('%s is accepted by the platform', async (algorithm) => {
    const signer = createJwtSigner({ clientId: CLIENT_ID, clientSecret: SECRET, algorithm, logger: silentLogger });
    const { status, body } = await grant(await signer.sign({ identity: 'jane@example.com' }));
    expect([status, body.userInfo?.identity]).toEqual([200, `${CLIENT_ID}/jane@example.com`]);
  });

  it('is accepted once when JTI is enforced, and so is the next one', async () => {
    const signer = createJwtSigner({ clientId: CLIENT_ID, clientSecret: SECRET });
    const jwt = await signer.sign({ identity: 'jane' });
    expect([(await grant(jwt)).status, (await grant(jwt)).status]).toEqual([200, 401]);
    expect((await grant(await signer.sign({ identity: 'jane' }))).status).toBe(200);
  });

  it('lives as long as the platform allows, and diagnoseJwt agrees', async () => {
    const signer = createJwtSigner({ clientId: CLIENT_ID, clientSecret: SECRET, expiresIn: 3600 });
    const jwt = await signer.sign({ identity: 'jane' });
    expect((await diagnoseJwt(jwt, { clientId: CLIENT_ID, clientSecret: SECRET, requireJti: true })).findings).toEqual(
      [],
    );
    expect((await grant(jwt)).status).toBe(200);
  });
});

describe('diagnoseJwt and the platform agree about a token made by hand', () => {
  it.each([
    ['that is right', byHand()],
    ['with HS512', byHand({}, { alg: 'HS512' })],
    [
      'with the other names of claims',
      byHand({ iss: undefined, kore_iss: CLIENT_ID, sub: undefined, kore_sub: 'jane' }),
    ],
    ['with appId alone', byHand({ iss: undefined, appId: CLIENT_ID })],
    ['that has expired', byHand({ iat: nowS - 700, exp: nowS - 400 })],
    ['of another app', byHand({ iss: 'cs-1' })],
    ['of nobody', byHand({ sub: undefined })],
    ['with appid', byHand({ iss: undefined, appid: CLIENT_ID })],
    ['with another secret', byHand({}, { secret: 'y'.repeat(40) })],
    ['without jti', byHand({ jti: undefined })],
    ['that lives too long for a jti', byHand({ exp: nowS + 7200 })],
    ['that is not yet good', byHand({ nbf: nowS + 7200 })],
    ['without a signature', byHand({}, { alg: 'none' })],
    ['with an unknown algorithm', byHand({}, { alg: 'ES256' })],
    ['that was cut', byHand().slice(0, -20)],
    ['that lost a part', byHand().split('.').slice(0, 2).join('.')],
  ])('%s', async (_name, jwt) => {
    const { ok, findings } = await diagnoseJwt(jwt, {
      clientId: CLIENT_ID,
      clientSecret: SECRET,
      requireJti: true,
      use: 'channel',
    });
    const { status } = await grant(jwt);
    expect({ ok, findings: JSON.stringify(findings) }).toEqual({ ok: status === 200, findings: expect.any(String) });
  });
});
