import { createJwtSigner, type JwtSignerOptions, type SigningAlgorithm } from '../server/index.js';
import { type FlagSpec, Flags, given, SWITCH, TEXT } from './admin/flags.js';
import { type Terminal, UsageError } from './command.js';
import { readJsonObject, readJwtKeys, readPublicKeyFile, readSecretFile } from './jwt-keys.js';

const FLAGS: FlagSpec = {
  identity: TEXT,
  anonymous: SWITCH,
  use: TEXT,
  'client-id': TEXT,
  algorithm: TEXT,
  'expires-in': TEXT,
  'no-jti': SWITCH,
  'claims-file': TEXT,
  'key-id': TEXT,
  'jwe-key-file': TEXT,
  'jwe-key-id': TEXT,
  'secret-file': TEXT,
  'private-key-file': TEXT,
};

/** `xo-rtm jwt sign`: the token alone on stdout, so that it can be piped. @throws UsageError, or ConfigError of the signer */
export async function signJwt(args: readonly string[], { env, print, complain }: Terminal): Promise<number> {
  const flags = new Flags(args, FLAGS, []);
  const use = flags.oneOf('use', ['channel', 'api']) ?? 'channel';
  const signer = createJwtSigner(await signerOptions(flags, env, complain));
  const claims = await readClaims(flags);
  print(
    use === 'api'
      ? await signer.signForApi(given({ identity: flags.text('identity'), claims }))
      : await signer.sign({
          identity: flags.needed('identity'),
          isAnonymous: flags.isOn('anonymous'),
          ...(claims && { claims }),
        }),
  );
  return 0;
}

async function signerOptions(flags: Flags, env: Terminal['env'], complain: Terminal['complain']) {
  const keys = await readJwtKeys(flags, env);
  if (!keys.clientSecret === !keys.privateKey) {
    throw new UsageError(
      'unable to sign; set exactly one of XO_RTM_CLIENT_SECRET and XO_RTM_PRIVATE_KEY, or name a file with --secret-file or --private-key-file',
    );
  }
  const jweKeyFile = flags.text('jwe-key-file');
  const encryption = jweKeyFile && {
    publicKey: await readPublicKeyFile(jweKeyFile),
    ...given({ keyId: flags.text('jwe-key-id') }),
  };
  // What the texts may be is checked by the signer, and said in its words.
  return {
    ...keys,
    clientId: flags.needed('client-id', env.XO_RTM_CLIENT_ID),
    jti: !flags.isOn('no-jti'),
    logger: (_level: string, message: string) => complain(message),
    ...given({
      algorithm: flags.text('algorithm') as SigningAlgorithm | undefined,
      expiresIn: flags.number('expires-in'),
      keyId: flags.text('key-id'),
      encryption: encryption || undefined,
    }),
  } as JwtSignerOptions;
}

async function readClaims(flags: Flags): Promise<Record<string, unknown> | undefined> {
  const file = flags.text('claims-file');
  return file === undefined ? undefined : readJsonObject(await readSecretFile(file), file);
}
