import { readFile } from 'node:fs/promises';
import type { Environment } from '../server/index.js';
import { isKeyText } from '../server/key-text.js';
import { type FlagSpec, type Flags, TEXT } from './admin/flags.js';
import { UsageError } from './command.js';
import { decodeText } from './decode-text.js';
import { readTextFile, whyUnreadable } from './read-files.js';

/** Options that say what a variable says. */
const PLAIN = {
  'client-id': 'XO_RTM_CLIENT_ID',
  'key-id': 'XO_RTM_KEY_ID',
  algorithm: 'XO_RTM_ALGORITHM',
  'expires-in': 'XO_RTM_EXPIRES_IN',
  'jwe-key-id': 'XO_RTM_JWE_KEY_ID',
} as const;

/** Options that name a file with what a variable holds: what is on the command line, the shell remembers. */
const FILES = {
  'secret-file': 'XO_RTM_CLIENT_SECRET',
  'private-key-file': 'XO_RTM_PRIVATE_KEY',
  'jwe-key-file': 'XO_RTM_JWE_KEY',
} as const;

/** Of every command that signs: `admin`, `jwt sign` and `token-server` read the same variables in the same way. */
export const SIGNING_FLAGS: FlagSpec = Object.fromEntries(
  [...Object.keys(PLAIN), ...Object.keys(FILES)].map((name) => [name, TEXT]),
);

export const SIGNING_HELP = `Signing: from the environment, or by options, which go first. No option takes a secret: the shell would remember it
  XO_RTM_CLIENT_ID      --client-id <cs-…>         client id of the JWT app
  XO_RTM_CLIENT_SECRET  --secret-file <file>       its client secret, for HS256, HS384, HS512
  XO_RTM_PRIVATE_KEY    --private-key-file <file>  in its place a private key (PEM or JWK), for RS256, RS384, RS512
  XO_RTM_KEY_ID         --key-id <kid>             kid of that key, where the platform holds several of yours
  XO_RTM_ALGORITHM      --algorithm <name>         as the app is set (default HS256, with a private key RS256)
  XO_RTM_EXPIRES_IN     --expires-in <s>           life of a JWT in seconds, 1 to 3600 (default 300)
  XO_RTM_JWE_KEY        --jwe-key-file <file>      public key of the platform (PEM or JWK), where the app enforces JWE
  XO_RTM_JWE_KEY_ID     --jwe-key-id <kid>         its kid, where it is no JWK
  The two keys may be in the variable, with \\n for line ends, or in a file whose path is in the variable.`;

/**
 * The variables of the signer, with what options and files say in their place.
 *
 * @throws UsageError for what is missing or cannot be read; no text of it holds a secret
 */
export async function signingEnvironment(flags: Flags, env: Environment): Promise<Environment> {
  const merged: Record<string, string | undefined> = { ...env };
  for (const [flag, variable] of Object.entries(PLAIN)) merged[variable] = flags.text(flag) ?? env[variable];
  if (flags.text('secret-file') !== undefined && flags.text('private-key-file') !== undefined) {
    throw new UsageError('unable to use --secret-file beside --private-key-file; give one of them');
  }
  // A file that is named is the key, whatever the environment has beside it.
  if (flags.text('secret-file') !== undefined) delete merged.XO_RTM_PRIVATE_KEY;
  if (flags.text('private-key-file') !== undefined) delete merged.XO_RTM_CLIENT_SECRET;
  for (const [flag, variable] of Object.entries(FILES)) {
    const file = flags.text(flag);
    if (file !== undefined) merged[variable] = await readTextFile(file);
  }
  for (const variable of ['XO_RTM_PRIVATE_KEY', 'XO_RTM_JWE_KEY'])
    merged[variable] = await keyText(variable, merged[variable]);
  if (!merged.XO_RTM_CLIENT_SECRET?.trim() === !merged.XO_RTM_PRIVATE_KEY) {
    throw new UsageError(
      'unable to sign; set exactly one of XO_RTM_CLIENT_SECRET and XO_RTM_PRIVATE_KEY, or name a file with --secret-file or --private-key-file',
    );
  }
  if (!merged.XO_RTM_CLIENT_ID?.trim())
    throw new UsageError('unable to sign; --client-id is missing, and XO_RTM_CLIENT_ID is not set');
  return merged;
}

/** A PEM or a JWK as it is; else the path of a file with one. Never said again: it may be a key that lost its first line. */
async function keyText(variable: string, value: string | undefined): Promise<string | undefined> {
  const text = value?.trim();
  if (!text || isKeyText(text)) return text;
  try {
    return decodeText(await readFile(text)).trim();
  } catch (cause) {
    throw new UsageError(
      `unable to read ${variable}; it is no PEM or JWK, and as the path of a file: ${whyUnreadable(cause)}`,
    );
  }
}
