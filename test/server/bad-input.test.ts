import { describe, expect, it } from 'vitest';
import { isXoError } from '../../src/errors/index.js';
import {
  createAnonymousVisitors,
  createJwtSigner,
  createTokenHandler,
  diagnoseJwt,
  jwtSignerFromEnv,
  toFastifyPlugin,
  tokenHandlerFromEnv,
  toNodeHandler,
  visitorKey,
} from '../../src/server/index.js';

/** Values that a caller without types may pass. */
const WRONG: readonly unknown[] = [undefined, null, 42, 'text', true, [], {}, () => {}, { secret: 7, signer: {} }];
const SIGNER = createJwtSigner({ clientId: 'cs-1', clientSecret: 'q3Vt0Zk9sXw7Lr2Yp5Nc8Bh1Gd4Fj6Ma=' });

const FUNCTIONS: Record<string, (input: never) => unknown> = {
  createJwtSigner: (input) => createJwtSigner(input),
  'createJwtSigner with a wrong encryption': (input) =>
    createJwtSigner({ clientId: 'cs-1', clientSecret: 'x'.repeat(64), encryption: input }),
  'signer.sign': (input) => SIGNER.sign(input),
  'signer.signForApi': (input) => SIGNER.signForApi(input),
  jwtSignerFromEnv: (input) => jwtSignerFromEnv(input).check(),
  tokenHandlerFromEnv: (input) => tokenHandlerFromEnv(input),
  createTokenHandler: (input) => createTokenHandler(input),
  'createTokenHandler with a wrong rate limit': (input) =>
    createTokenHandler({ signer: SIGNER, identify: () => null, allowedOrigins: [], rateLimit: input }),
  'the handler of createTokenHandler': (input) =>
    createTokenHandler({ signer: SIGNER, identify: () => null, allowedOrigins: [] })(input),
  createAnonymousVisitors: (input) => createAnonymousVisitors(input),
  diagnoseJwt: (input) => diagnoseJwt(input, input),
  visitorKey: (input) => visitorKey(input),
  toNodeHandler: (input) => toNodeHandler(input),
  toFastifyPlugin: (input) => toFastifyPlugin(input, '/token'),
};

describe.each(Object.entries(FUNCTIONS))('%s', (_name, call) => {
  it.each(WRONG.map((value) => [value]))('either accepts %j or throws an XoError', async (value) => {
    const error = await (async () => call(value as never))().then(
      () => undefined,
      (failure: unknown) => failure,
    );
    if (error !== undefined) expect([isXoError(error), error]).toEqual([true, error]);
  });
});

it.each([undefined, null, 42, 'text'])('toNodeHandler(%j) throws a ConfigError immediately', (value) => {
  expect(() => toNodeHandler(value as never)).toThrow(expect.objectContaining({ name: 'ConfigError' }));
  expect(() => toFastifyPlugin(value as never, '/token')).toThrow(expect.objectContaining({ name: 'ConfigError' }));
});
