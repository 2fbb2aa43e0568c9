import { assertServer } from './assert-server.js';
import type { ApiSignRequest, SignRequest } from './claims.js';
import { type Environment, readEnvironment } from './environment.js';
import { createJwtSigner, type JwtSigner, type JwtSignerOptions } from './jwt-signer.js';
import { readKeyTexts } from './key-text.js';

/** The variables that describe a JWT app and its key, with their meanings. */
export const SIGNER_VARIABLES = {
  XO_RTM_CLIENT_ID: 'client id of the JWT app (cs-…); required',
  XO_RTM_CLIENT_SECRET: 'client secret of the JWT app, for HS256, HS384, HS512',
  XO_RTM_PRIVATE_KEY:
    'private key instead, for RS256, RS384, RS512: PEM (also with \\n for line ends) or JWK, both also in base64',
  XO_RTM_KEY_ID: 'kid of that key, when the platform has several of yours',
  XO_RTM_ALGORITHM: 'algorithm of the app; default HS256 with a secret, RS256 with a key',
  XO_RTM_EXPIRES_IN: 'lifetime of a JWT in seconds, 1 to 3600; default 300',
  XO_RTM_JWE_KEY: 'public key of the platform, when the app enforces JWE: PEM or JWK',
  XO_RTM_JWE_KEY_ID: 'kid of that key, when it is not in the JWK',
} as const;

/** The options that have no variable. */
export type SignerFromEnvOptions = Pick<JwtSignerOptions, 'jti' | 'audience' | 'logger' | 'clock'>;

/**
 * Creates the signer that environment variables describe. The variables have the same meaning for `xo-rtm jwt`, `token-server` and
 * `admin`. Those commands also accept the path of a file as the value of a key, which requires a file system.
 *
 * The variables are read when the first token is made, or by `check()`, so that an app can be built where the secrets are not
 * available.
 *
 * ```ts
 * const signer = jwtSignerFromEnv(process.env);
 * ```
 *
 * @throws ConfigError in a browser. When the environment is wrong, the methods of the signer throw a ConfigError that names the
 *   variable or option, and never contains its value
 */
export function jwtSignerFromEnv(env: Environment, options: SignerFromEnvOptions = {}): JwtSigner {
  assertServer('make a JWT signer');
  let made: JwtSigner | undefined;
  const signer = (): JwtSigner => {
    made ??= createSignerFromEnv(env, options);
    return made;
  };
  return Object.freeze({
    sign: async (request: SignRequest) => signer().sign(request),
    signForApi: async (request?: ApiSignRequest) => signer().signForApi(request),
    check: async () => signer().check(),
  });
}

/**
 * The same, but reads the variables immediately. @throws ConfigError that names the variable or option, and never contains its
 * value
 */
export function createSignerFromEnv(env: Environment, options: SignerFromEnvOptions = {}): JwtSigner {
  const read = readEnvironment('make a JWT signer', env, SIGNER_VARIABLES);
  const [clientSecret, privateKey] = [read('XO_RTM_CLIENT_SECRET'), read('XO_RTM_PRIVATE_KEY')];
  if ((clientSecret === undefined) === (privateKey === undefined)) {
    throw read.configError('XO_RTM_CLIENT_SECRET', 'and XO_RTM_PRIVATE_KEY: exactly one of them must be set');
  }
  const [algorithm, keyId] = [read('XO_RTM_ALGORITHM'), read('XO_RTM_KEY_ID')];
  const expiresIn = read('XO_RTM_EXPIRES_IN');
  const [publicKey, publicKeyId] = [read('XO_RTM_JWE_KEY'), read('XO_RTM_JWE_KEY_ID')];
  for (const name of ['XO_RTM_PRIVATE_KEY', 'XO_RTM_JWE_KEY'] as const) {
    const text = read(name);
    if (text === undefined || readKeyTexts(text).length > 0) continue;
    const isPem = text.includes('-----BEGIN');
    throw read.configError(
      name,
      isPem ? 'is a PEM that cannot be read: it was cut or changed' : 'is neither a JWK nor a PEM',
    );
  }
  // All other checks are those of the signer, which names its options in the messages.
  return createJwtSigner({
    ...options,
    clientId: read('XO_RTM_CLIENT_ID', true),
    ...(privateKey === undefined ? { clientSecret } : { privateKey }),
    ...(keyId !== undefined && { keyId }),
    ...(algorithm !== undefined && { algorithm }),
    ...(expiresIn !== undefined && { expiresIn: Number(expiresIn) }),
    ...(publicKey !== undefined && {
      encryption: { publicKey, ...(publicKeyId !== undefined && { keyId: publicKeyId }) },
    }),
  } as JwtSignerOptions);
}
