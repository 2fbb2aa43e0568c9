import { type Diagnosis, type DiagnoseOptions, diagnoseJwt, type SigningAlgorithm } from '../server/index.js';
import { type FlagSpec, Flags, given, SWITCH, TEXT } from './admin/flags.js';
import { type Terminal, UsageError } from './command.js';
import { decodeText } from './decode-text.js';
import { describeDiagnosis } from './jwt-diagnosis.js';
import { readJsonFile, readTextFile } from './read-files.js';

const FLAGS: FlagSpec = {
  file: TEXT,
  use: TEXT,
  'client-id': TEXT,
  algorithm: TEXT,
  'public-key-file': TEXT,
  'secret-file': TEXT,
  'require-jti': SWITCH,
  'require-jwe': SWITCH,
  json: SWITCH,
};

/** More than any token. Whoever pipes in a film hears so at once. */
const MOST_BYTES = 100_000;

/** `xo-rtm jwt inspect`: 0 for a good token, 1 for another. @throws UsageError */
export async function inspectJwt(args: readonly string[], terminal: Terminal): Promise<number> {
  const { token, rest } = takeToken(args);
  const flags = new Flags(rest, FLAGS, []);
  if (token !== undefined) terminal.error('The shell may remember this token. Rather pipe it in, or use --file.');
  const diagnosis = await diagnoseJwt(token ?? (await readToken(flags)), await diagnoseOptions(flags, terminal.env));
  if (flags.flag('json')) terminal.print(toJson(diagnosis));
  else for (const line of describeDiagnosis(diagnosis)) terminal.print(line);
  return diagnosis.ok ? 0 : 1;
}

/** The claims are somebody else's, and may be nested more deeply than can be written. */
function toJson(diagnosis: Diagnosis): string {
  try {
    return JSON.stringify(diagnosis, null, 2);
  } catch {
    const { header: _header, claims: _claims, ...rest } = diagnosis;
    return JSON.stringify(rest, null, 2);
  }
}

/** What has dots and begins as base64 of `{"` is a token. It is taken out here, so that no complaint quotes it. */
function takeToken(args: readonly string[]): { token?: string; rest: readonly string[] } {
  const at = args.findIndex((arg) => /^(?:bearer\s+)?eyJ[\w+/=-]*\./i.test(arg));
  const token = args[at];
  return token === undefined ? { rest: args } : { token, rest: args.filter((_, index) => index !== at) };
}

async function diagnoseOptions(flags: Flags, env: Terminal['env']): Promise<DiagnoseOptions> {
  const [secretFile, keyFile] = [flags.text('secret-file'), flags.text('public-key-file')];
  const secret = secretFile === undefined ? env.XO_RTM_CLIENT_SECRET : await readTextFile(secretFile);
  return given({
    use: flags.oneOf('use', ['channel', 'api']),
    clientId: flags.text('client-id') ?? (env.XO_RTM_CLIENT_ID || undefined),
    algorithm: (flags.text('algorithm') ?? (env.XO_RTM_ALGORITHM || undefined)) as SigningAlgorithm | undefined,
    clientSecret: secret || undefined,
    publicKey: keyFile === undefined ? undefined : await readPublicKey(keyFile),
    requireJti: flags.flag('require-jti'),
    requireJwe: flags.flag('require-jwe'),
  });
}

/** A PEM or a JWK. @throws UsageError */
async function readPublicKey(file: string): Promise<string | Record<string, unknown>> {
  const text = await readTextFile(file);
  return text.startsWith('{') ? readJsonFile(file) : text;
}

async function readToken(flags: Flags): Promise<string> {
  const file = flags.text('file');
  if (file !== undefined) return readTextFile(file);
  if (process.stdin.isTTY) throw new UsageError('unable to inspect; pipe the token in, or name a file with --file');
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of process.stdin) {
    chunks.push(chunk as Uint8Array);
    length += (chunk as Uint8Array).length;
    if (length > MOST_BYTES) throw new UsageError('unable to inspect; what came in is too long for a token');
  }
  return decodeText(Buffer.concat(chunks)).trim();
}
