import { SignJWT } from 'jose';
import { afterEach, describe, expect, test } from 'vitest';
import { type Emulator, startEmulator } from '../../../src/emulator/index.js';
import { createJwtSigner } from '../../../src/server/index.js';
import { wireFixture } from '../../fixtures/wire/wire-fixtures.js';
import { call, emulators, PlatformUser, StandingClock, shapeOf } from '../platform-user.js';

const started = emulators(startEmulator);
afterEach(() => started.stop());

const SECRET = 'a secret of a test, long enough for HS512: 0123456789012345678901234567890123456789';
const BOT = { name: 'Demo', id: 'st-1' };
const HOUR_MS = 3_600_000;

const clock = new StandingClock();
const seconds = () => Math.floor(clock.now() / 1000);

interface Claims {
  iss?: string | undefined;
  sub?: string | undefined;
  exp?: number | undefined;
  jti?: string;
  [claim: string]: unknown;
}

function mint(claims: Claims, secret = SECRET, alg = 'HS256'): Promise<string> {
  return new SignJWT(claims as never).setProtectedHeader({ alg }).sign(new TextEncoder().encode(secret));
}

async function grant(emulator: Emulator, claims: Claims, { secret = SECRET, alg = 'HS256' } = {}) {
  const assertion = await mint({ iss: 'cs-1', sub: 'ann', exp: seconds() + 60, ...claims }, secret, alg);
  return post(emulator, { assertion, botInfo: { chatBot: BOT.name, taskBotId: BOT.id } });
}

function post(emulator: Emulator, json: unknown) {
  return call(`${emulator.apiUrl}oAuth/token/jwtgrant`, { json });
}

const start = (options: object = {}) =>
  started.start({ bot: BOT, clientId: 'cs-1', clientSecret: SECRET, clock, ...options });

test('the answer has exactly the documented fields', async () => {
  const { status, body } = await grant(await start(), {});
  expect(status).toBe(200);
  expect(shapeOf(body)).toEqual(shapeOf(wireFixture('guide', 'grant answer').frame));
});

test('dates are ISO 8601, and differ by the lifetime of the token', async () => {
  const { body } = await grant(await start({ accessTokenTtlMs: HOUR_MS }), {});
  expect(body.authorization).toMatchObject({
    token_type: 'bearer',
    issuedDate: new Date(clock.now()).toISOString(),
    expiresDate: new Date(clock.now() + HOUR_MS).toISOString(),
  });
});

test('an identity is always the same user, and each grant issues another token', async () => {
  const emulator = await start();
  const [first, again, other] = [
    await grant(emulator, {}),
    await grant(emulator, {}),
    await grant(emulator, { sub: 'bob' }),
  ];
  const userId = ({ body }: { body: object }) => (body as { userInfo: { userId: string } }).userInfo.userId;
  const token = ({ body }: { body: object }) =>
    (body as { authorization: { accessToken: string } }).authorization.accessToken;
  expect(userId(first)).toBe(userId(again));
  expect(userId(first)).not.toBe(userId(other));
  expect(token(first)).not.toBe(token(again));
  expect(emulator.users.map(({ identity }) => identity)).toEqual(['ann', 'bob']);
});

test.each(['HS256', 'HS384', 'HS512'])('takes %s', async (alg) => {
  expect((await grant(await start(), {}, { alg })).status).toBe(200);
});

test('accepts JWTs of the signer of xo-rtm/server', async () => {
  const emulator = await start({ requireJti: true, clock: { now: Date.now } });
  const signer = createJwtSigner({ clientId: 'cs-1', clientSecret: SECRET });
  const assertion = await signer.sign({ identity: 'ann' });
  expect((await post(emulator, { assertion })).status).toBe(200);
});

test.each([
  ['iss', { iss: 'cs-1' }],
  ['kore_iss', { iss: undefined, kore_iss: 'cs-1' }],
  ['appId', { iss: undefined, appId: 'cs-1' }],
  ['kore_sub', { sub: undefined, kore_sub: 'ann' }],
  ['no expiry', { exp: undefined }],
])('takes a JWT with %s', async (_name, claims) => {
  expect((await grant(await start(), claims as Claims)).status).toBe(200);
});

describe('refuses with 401 and a reason', () => {
  test.each<[string, Claims, object, string]>([
    ['a wrong secret', {}, { secret: 'another secret, and long enough for all' }, 'invalid signature'],
    ['an expired JWT', { exp: seconds() - 1 }, {}, 'jwt expired'],
    ['another app', { iss: 'cs-2' }, {}, 'iss is not the client id of a known app'],
    ['no app', { iss: undefined }, {}, 'iss is not the client id of a known app'],
    ['no identity', { sub: '' }, {}, 'sub is missing'],
  ])('%s', async (_name, claims, how, reason) => {
    const { status, body } = await grant(await start(), claims, how);
    expect(status).toBe(401);
    expect(body).toEqual({ errors: [{ msg: `error verifying the jwt: ${reason}`, code: 401 }] });
  });

  test.each([
    ['alg none', `${btoa('{"alg":"none"}')}.${btoa('{"iss":"cs-1","sub":"ann"}')}.`.replaceAll('=', '')],
    ['no JWT at all', 'hello'],
    ['half a JWT', 'eyJhbGciOiJIUzI1NiJ9.e30'],
  ])('%s', async (_name, assertion) => {
    const { status, body } = await post(await start(), { assertion });
    expect(status).toBe(401);
    expect(JSON.stringify(body)).not.toContain(assertion);
  });
});

describe('jti, where it is required', () => {
  const message = async (emulator: Emulator, claims: Claims) => (await grant(emulator, claims)).body.errors;

  test('is missing', async () => {
    expect(await message(await start({ requireJti: true }), {})).toEqual([
      { msg: 'error verifying the jwt: "jti" claim is required', code: 401 },
    ]);
  });

  test('is used twice: the platform’s words', async () => {
    const emulator = await start({ requireJti: true });
    expect((await grant(emulator, { jti: 'j-1' })).status).toBe(200);
    expect((await grant(emulator, { jti: 'j-1' })).body).toEqual(wireFixture('error-bodies', 'JWT used twice').frame);
    expect((await grant(emulator, { jti: 'j-2' })).status).toBe(200);
  });

  test('lives longer than an hour, or for ever: the platform’s words', async () => {
    const emulator = await start({ requireJti: true });
    const frame = { errors: [wireFixture('error-bodies', 'JWT lives too long').frame] };
    expect((await grant(emulator, { jti: 'j-1', exp: seconds() + 3_660 })).body).toEqual(frame);
    expect((await grant(emulator, { jti: 'j-1', exp: undefined })).body).toEqual(frame);
    expect((await grant(emulator, { jti: 'j-1', exp: seconds() + 3_600 })).status).toBe(200);
  });

  test('may be used twice where it is not required', async () => {
    const emulator = await start();
    expect((await grant(emulator, { jti: 'j-1' })).status).toBe(200);
    expect((await grant(emulator, { jti: 'j-1' })).status).toBe(200);
  });
});

describe('botInfo', () => {
  const withBot = async (botInfo: unknown) => {
    const emulator = await start();
    return post(emulator, {
      assertion: await mint({ iss: 'cs-1', sub: 'ann' }),
      ...(botInfo !== undefined && { botInfo }),
    });
  };

  test.each([
    [undefined],
    [{}],
    [{ chatBot: 'Demo' }],
    [{ taskBotId: 'st-1' }],
    [{ chatBot: 'demo', taskBotId: 'st-1' }],
  ])('may be %j', async (botInfo) => {
    expect((await withBot(botInfo)).status).toBe(200);
  });

  test('must not name another bot', async () => {
    expect(await withBot({ chatBot: 'Demo', taskBotId: 'st-2' })).toMatchObject({
      status: 400,
      body: { errors: [{ msg: 'Invalid bot id', code: 400 }] },
    });
  });
});

test('a request without assertion is a bad one', async () => {
  expect(await post(await start(), { botInfo: {} })).toMatchObject({
    status: 400,
    body: { errors: [{ msg: 'assertion is missing', code: 400 }] },
  });
});

test('the web client’s own request is understood', async () => {
  const emulator = await started.start();
  const user = await PlatformUser.of(emulator);
  const { frame } = wireFixture('rest', 'grant request of the web client');
  const { status } = await post(emulator, { ...frame, assertion: user.jwt, botInfo: user.botInfo });
  expect(status).toBe(200);
});
