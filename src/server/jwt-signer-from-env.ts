import { type Environment, type EnvironmentReader, readEnvironment } from './environment.js';
import { createJwtSigner, type JwtSigner, type JwtSignerOptions } from './jwt-signer.js';

/** The variables that describe a JWT app and its key, and what they mean. */
export const SIGNER_VARIABLES = {
  XO_RTM_CLIENT_ID: 'client id of the JWT app (cs-…); required',
  XO_RTM_CLIENT_SECRET: 'client secret of the JWT app, for HS256, HS384, HS512',
  XO_RTM_PRIVATE_KEY:
    'private key in its place, for RS256, RS384, RS512: PEM (PKCS #8, \\n may stand for a line end) or JWK',
  XO_RTM_KEY_ID: 'kid of that key, where the platform holds several of yours',
  XO_RTM_ALGORITHM: 'as the app is set; HS256 with a secret, RS256 with a key by default',
  XO_RTM_EXPIRES_IN: 'life of a JWT in seconds, 1 to 3600; 300 by default',
  XO_RTM_JWE_KEY: 'public key of the platform, where the app enforces JWE: PEM or JWK',
  XO_RTM_JWE_KEY_ID: 'its kid, where it is no JWK',
} as const;

type Name = keyof typeof SIGNER_VARIABLES;

/** What the environment does not say. */
export type SignerFromEnvOptions = Pick<JwtSignerOptions, 'jti' | 'audience' | 'logger' | 'clock'>;

/**
 * The signer that environment variables describe. They mean the same to `xo-rtm jwt`, `token-server` and `admin`; those take
 * the path of a file for a key, too, which needs a file system.
 *
 * ```ts
 * const signer = jwtSignerFromEnv(process.env);
 * ```
 *
 * @throws ConfigError that names the variable or option, and never says its value
 */
export function jwtSignerFromEnv(env: Environment, options: SignerFromEnvOptions = {}): JwtSigner {
  const read = readEnvironment('make a JWT signer', env, SIGNER_VARIABLES);
  const [clientSecret, privateKey] = [read('XO_RTM_CLIENT_SECRET'), read('XO_RTM_PRIVATE_KEY')];
  if ((clientSecret === undefined) === (privateKey === undefined)) {
    throw read.refuse('XO_RTM_CLIENT_SECRET', 'and XO_RTM_PRIVATE_KEY: exactly one of them must be set');
  }
  const [algorithm, keyId] = [read('XO_RTM_ALGORITHM'), read('XO_RTM_KEY_ID')];
  const expiresIn = read('XO_RTM_EXPIRES_IN');
  const encryption = readEncryption(read);
  // What the texts may be is checked by the signer, and said in its words.
  return createJwtSigner({
    ...options,
    clientId: read('XO_RTM_CLIENT_ID', true),
    ...(privateKey === undefined ? { clientSecret } : { privateKey: parseKey('XO_RTM_PRIVATE_KEY', privateKey, read) }),
    ...(keyId !== undefined && { keyId }),
    ...(algorithm !== undefined && { algorithm }),
    ...(expiresIn !== undefined && { expiresIn: Number(expiresIn) }),
    ...(encryption && { encryption }),
  } as JwtSignerOptions);
}

function readEncryption(read: EnvironmentReader<Name>): JwtSignerOptions['encryption'] {
  const key = read('XO_RTM_JWE_KEY');
  const keyId = read('XO_RTM_JWE_KEY_ID');
  return key === undefined
    ? undefined
    : { publicKey: parseKey('XO_RTM_JWE_KEY', key, read), ...(keyId !== undefined && { keyId }) };
}

function parseKey(name: Name, text: string, read: EnvironmentReader<Name>): string | object {
  if (!text.startsWith('{')) return text;
  try {
    return JSON.parse(text) as object;
  } catch {
    throw read.refuse(name, 'is neither a JWK nor a PEM');
  }
}
