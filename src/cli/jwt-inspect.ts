import { type DiagnoseOptions, type Diagnosis, diagnoseJwt, type SigningAlgorithm } from '../server/index.js';
import { type CliCommand, type Terminal, UsageError } from './command.js';
import { describeDiagnosis } from './jwt-diagnosis.js';
import { addOptions, given, type OptionSpec, oneOf } from './options.js';
import { decodeText, readJsonFile, readTextFile } from './read-files.js';

interface InspectOptions {
  file?: string;
  use?: 'channel' | 'api';
  clientId?: string;
  algorithm?: string;
  publicKeyFile?: string;
  secretFile?: string;
  requireJti?: true;
  requireJwe?: true;
  json?: true;
}

const OPTIONS: readonly OptionSpec[] = [
  ['--file <file>', 'read the token from a file'],
  ['--use <channel|api>', 'purpose of the token (default: recognised by its claims)', oneOf('use', ['channel', 'api'])],
  ['--client-id <cs-…>', 'client id that the token must contain (or XO_RTM_CLIENT_ID)'],
  ['--algorithm <name>', 'algorithm of the JWT app (or XO_RTM_ALGORITHM)'],
  ['--secret-file <file>', 'check the signature of HS256, HS384 and HS512 (or XO_RTM_CLIENT_SECRET)'],
  ['--public-key-file <file>', 'check the signature of RS256, RS384 and RS512; PEM or JWK'],
  ['--require-jti', 'the JWT app enforces JTI'],
  ['--require-jwe', 'the JWT app enforces JWE'],
  ['--json', 'print the diagnosis as JSON'],
];

/** Bytes; more than any token has. Longer input is rejected before all of it has been read. */
const MAX_BYTES = 100_000;

/** Adds `xo-rtm jwt inspect`. Exit code 0 for a good token, 1 for a bad one. */
export function addInspectCommand(parent: CliCommand): void {
  const command = parent.command('inspect').summary('explains what is wrong with a JWT') as CliCommand;
  command
    .description(
      'Explains what is wrong with a JWT. Reads it from stdin, or from --file. A token as an argument works as well, but the shell ' +
        'remembers it.',
    )
    .usage('[options] < token')
    .argument('[token]')
    .configureHelp({ ...command.configureHelp(), visibleArguments: () => [] })
    .addHelpText(
      'after',
      '\nExit codes: 0 the token is good; 1 it failed, or the token is not good; 2 a wrong command line or environment.',
    );
  addOptions(command, OPTIONS);
  command.run<InspectOptions>(inspect);
}

async function inspect(options: InspectOptions, [token]: readonly string[], terminal: Terminal): Promise<number> {
  if (token !== undefined) terminal.error('The shell may remember this token. Rather pipe it in, or use --file.');
  const diagnosis = await diagnoseJwt(
    token ?? (await readToken(options)),
    await diagnoseOptions(options, terminal.env),
  );
  if (options.json) terminal.print(toJson(diagnosis));
  else for (const line of describeDiagnosis(diagnosis)) terminal.print(line);
  return diagnosis.ok ? 0 : 1;
}

/** The claims come from the token, and may be nested too deeply for JSON.stringify. They are then left out. */
function toJson(diagnosis: Diagnosis): string {
  try {
    return JSON.stringify(diagnosis, null, 2);
  } catch {
    const { header: _header, claims: _claims, ...rest } = diagnosis;
    return JSON.stringify(rest, null, 2);
  }
}

async function diagnoseOptions(options: InspectOptions, env: Terminal['env']): Promise<DiagnoseOptions> {
  const { use, clientId, algorithm, secretFile, publicKeyFile, requireJti = false, requireJwe = false } = options;
  const secret = secretFile === undefined ? env.XO_RTM_CLIENT_SECRET : await readTextFile(secretFile);
  return given({
    use,
    clientId: clientId ?? (env.XO_RTM_CLIENT_ID || undefined),
    algorithm: (algorithm ?? (env.XO_RTM_ALGORITHM || undefined)) as SigningAlgorithm | undefined,
    clientSecret: secret || undefined,
    publicKey: publicKeyFile === undefined ? undefined : await readPublicKey(publicKeyFile),
    requireJti,
    requireJwe,
  });
}

/** Reads a PEM or a JWK. @throws UsageError */
async function readPublicKey(file: string): Promise<string | Record<string, unknown>> {
  const text = await readTextFile(file);
  return text.startsWith('{') ? readJsonFile(file) : text;
}

async function readToken({ file }: InspectOptions): Promise<string> {
  if (file !== undefined) return readTextFile(file);
  if (process.stdin.isTTY) throw new UsageError('unable to inspect; pipe the token in, or name a file with --file');
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of process.stdin) {
    chunks.push(chunk as Uint8Array);
    length += (chunk as Uint8Array).length;
    if (length > MAX_BYTES) throw new UsageError('unable to inspect; what came in is too long for a token');
  }
  return decodeText(Buffer.concat(chunks)).trim();
}
