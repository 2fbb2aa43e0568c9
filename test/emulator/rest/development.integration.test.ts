import { decodeJwt } from 'jose';
import { afterEach, expect, test } from 'vitest';
import { startEmulator } from '../../../src/emulator/index.js';
import { call, emulators } from '../platform-user.js';

const started = emulators(startEmulator);
afterEach(() => started.stop());

const claimsOf = (body: Record<string, unknown>) => decodeJwt(body.jwt as string);

test('signs a JWT for the requested identity', async () => {
  const emulator = await started.start();
  const claims = claimsOf((await call(emulator.jwtUrl, { json: { identity: 'ann', isAnonymous: true } })).body);
  expect(claims).toMatchObject({
    iss: emulator.clientId,
    sub: 'ann',
    isAnonymous: true,
    jti: expect.any(String) as string,
  });
  expect((claims.exp as number) - (claims.iat as number)).toBe(600);
});

test('a visitor without identity is a new anonymous one each time', async () => {
  const emulator = await started.start();
  const first = claimsOf((await call(emulator.jwtUrl, { json: {} })).body);
  const second = claimsOf((await call(emulator.jwtUrl, { method: 'POST' })).body);
  expect(first).toMatchObject({ isAnonymous: true });
  expect(first.sub).not.toBe(second.sub);
});

test('an element names its visitor in the address', async () => {
  const emulator = await started.start();
  const signed = async (json: object) => claimsOf((await call(`${emulator.jwtUrl}?identity=ann`, { json })).body);
  expect(await signed({})).toMatchObject({ sub: 'ann', isAnonymous: false });
  expect(await signed({ identity: 'berta' })).toMatchObject({ sub: 'berta' });
});

test('accepts the form that the web client of the platform posts', async () => {
  const emulator = await started.start();
  const body = new URLSearchParams({
    clientId: 'x',
    clientSecret: 'y',
    identity: 'ann',
    aud: '',
    isAnonymous: 'false',
  });
  const { status, body: answer } = await call(emulator.jwtUrl, { method: 'POST', body });
  expect(status).toBe(200);
  expect(claimsOf(answer)).toMatchObject({ sub: 'ann', isAnonymous: false });
});

test('a JWT is good where jti is required', async () => {
  const emulator = await started.start({ requireJti: true });
  const { jwt } = (await call(emulator.jwtUrl, { json: { identity: 'ann' } })).body;
  const grant = () => call(`${emulator.apiUrl}oAuth/token/jwtgrant`, { json: { assertion: jwt } });
  expect((await grant()).status).toBe(200);
  expect((await grant()).status).toBe(401);
});

test.each([[{ identity: '' }], [{ identity: 7 }], [{ identity: null }]])('%j is a bad request', async (json) => {
  const emulator = await started.start();
  expect(await call(emulator.jwtUrl, { json })).toMatchObject({ status: 400 });
});
