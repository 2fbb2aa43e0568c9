import { jwtSignerFromEnv } from '../server/index.js';
import { type FlagSpec, Flags, given, SWITCH, TEXT } from './admin/flags.js';
import type { Terminal } from './command.js';
import { readJsonFile } from './read-files.js';
import { SIGNING_FLAGS, signingEnvironment } from './signing.js';

const FLAGS: FlagSpec = {
  ...SIGNING_FLAGS,
  identity: TEXT,
  anonymous: SWITCH,
  use: TEXT,
  'no-jti': SWITCH,
  'claims-file': TEXT,
};

/** `xo-rtm jwt sign`: the token alone on stdout, so that it can be piped. @throws UsageError, or ConfigError of the signer */
export async function signJwt(args: readonly string[], { env, print, error }: Terminal): Promise<number> {
  const flags = new Flags(args, FLAGS, []);
  const use = flags.oneOf('use', ['channel', 'api']) ?? 'channel';
  flags.number('expires-in');
  const signer = jwtSignerFromEnv(await signingEnvironment(flags, env), {
    jti: !flags.flag('no-jti'),
    logger: (_level, message) => error(message),
  });
  const file = flags.text('claims-file');
  const claims = file === undefined ? undefined : await readJsonFile(file);
  print(
    use === 'api'
      ? await signer.signForApi(given({ identity: flags.text('identity'), claims }))
      : await signer.sign({
          identity: flags.required('identity'),
          isAnonymous: flags.flag('anonymous'),
          ...(claims && { claims }),
        }),
  );
  return 0;
}
