import { jwtSignerFromEnv } from '../server/index.js';
import type { CliCommand, Terminal } from './command.js';
import { addOptions, given, type OptionSpec, oneOf, required } from './options.js';
import { readJsonFile } from './read-files.js';
import { addSigningOptions, type SigningOptions, signingEnvironment } from './signing.js';
import { terminalLogger } from './terminal-logger.js';

interface SignOptions extends SigningOptions {
  identity?: string;
  anonymous?: true;
  use?: 'channel' | 'api';
  jti: boolean;
  claimsFile?: string;
}

const OPTIONS: readonly OptionSpec[] = [
  ['--identity <id>', 'the visitor for whom the token is made; required for the channel'],
  ['--anonymous', 'the visitor is anonymous'],
  [
    '--use <channel|api>',
    'make a token for the chat, or for the public APIs (default channel)',
    oneOf('use', ['channel', 'api']),
  ],
  ['--no-jti', 'leave out the unique id; --expires-in may then be up to 86400'],
  ['--claims-file <file>', 'further claims: a file with a JSON object'],
];

/** Adds `xo-rtm jwt sign`, which prints only the token, so that the output can be piped. */
export function addSignCommand(parent: CliCommand): void {
  const command = parent.command('sign').summary('prints a JWT') as CliCommand;
  command.description('Makes a JWT as your server would, and prints it.').usage('[options]');
  addOptions(command, OPTIONS);
  addSigningOptions(command).addHelpText(
    'after',
    `
Exit codes: 0 done; 1 it failed; 2 a wrong command line or environment.

  xo-rtm jwt sign --identity jane@example.com --secret-file secret.txt | xo-rtm jwt inspect --secret-file secret.txt`,
  );
  command.run<SignOptions>(sign);
}

async function sign(options: SignOptions, _args: readonly string[], { env, print, error }: Terminal): Promise<number> {
  const { identity, anonymous = false, use = 'channel', jti, claimsFile } = options;
  const signer = jwtSignerFromEnv(await signingEnvironment(options, env), {
    jti,
    logger: terminalLogger((_level, message) => error(message)),
  });
  const claims = claimsFile === undefined ? undefined : await readJsonFile(claimsFile);
  print(
    use === 'api'
      ? await signer.signForApi(given({ identity, claims }))
      : await signer.sign({
          identity: required('identity', identity),
          isAnonymous: anonymous,
          ...(claims && { claims }),
        }),
  );
  return 0;
}
