import { readFile } from 'node:fs/promises';
import type { Environment } from '../server/index.js';
import { isKeyText } from '../server/key-text.js';
import { type CliCommand, UsageError } from './command.js';
import { addOptions, type OptionSpec, wholeNumber } from './options.js';
import { decodeText, readTextFile, whyUnreadable } from './read-files.js';

/** The options of every command that signs. Each replaces an environment variable. */
export interface SigningOptions {
  clientId?: string;
  secretFile?: string;
  privateKeyFile?: string;
  keyId?: string;
  algorithm?: string;
  expiresIn?: number;
  jweKeyFile?: string;
  jweKeyId?: string;
}

/** Options that contain the value of a variable. */
const VALUES = {
  clientId: 'XO_RTM_CLIENT_ID',
  keyId: 'XO_RTM_KEY_ID',
  algorithm: 'XO_RTM_ALGORITHM',
  expiresIn: 'XO_RTM_EXPIRES_IN',
  jweKeyId: 'XO_RTM_JWE_KEY_ID',
} as const satisfies Partial<Record<keyof SigningOptions, string>>;

/** Options that name a file with the value of a variable, because a shell remembers its command lines. */
const FILES = {
  secretFile: 'XO_RTM_CLIENT_SECRET',
  privateKeyFile: 'XO_RTM_PRIVATE_KEY',
  jweKeyFile: 'XO_RTM_JWE_KEY',
} as const satisfies Partial<Record<keyof SigningOptions, string>>;

const OPTIONS: readonly OptionSpec[] = [
  ['--client-id <cs-…>', 'client id of the JWT app (or XO_RTM_CLIENT_ID)'],
  ['--secret-file <file>', 'file with its client secret, for HS256, HS384 and HS512 (or XO_RTM_CLIENT_SECRET)'],
  [
    '--private-key-file <file>',
    'file with a private key instead, PEM or JWK, for RS256, RS384 and RS512 (or XO_RTM_PRIVATE_KEY)',
  ],
  ['--key-id <kid>', 'kid of that key, when the platform has several of yours (or XO_RTM_KEY_ID)'],
  ['--algorithm <name>', 'algorithm of the app (or XO_RTM_ALGORITHM; default HS256, with a private key RS256)'],
  [
    '--expires-in <s>',
    'lifetime of a JWT in seconds, 1 to 3600 (or XO_RTM_EXPIRES_IN; default 300)',
    wholeNumber('expires-in'),
  ],
  [
    '--jwe-key-file <file>',
    'file with the public key of the platform, PEM or JWK, when the app enforces JWE (or XO_RTM_JWE_KEY)',
  ],
  ['--jwe-key-id <kid>', 'kid of that key, when it is not in the JWK (or XO_RTM_JWE_KEY_ID)'],
];

/** Adds the options that describe the JWT app and its key. `admin`, `jwt sign` and `token-server` share them. */
export function addSigningOptions(command: CliCommand): CliCommand {
  addOptions(
    command,
    OPTIONS,
    'Signing (options win over variables; no option takes a secret, because the shell would remember it):',
  );
  return command.addHelpText(
    'after',
    '\nXO_RTM_PRIVATE_KEY and XO_RTM_JWE_KEY contain a key, with \\n for line ends, or the path of a file with the key.',
  ) as CliCommand;
}

/**
 * Combines the environment with the options and files that replace its variables.
 *
 * @throws UsageError when something is missing or cannot be read. Its message never contains a secret.
 */
export async function signingEnvironment(options: SigningOptions, env: Environment): Promise<Environment> {
  const merged: Record<string, string | undefined> = { ...env };
  for (const [name, variable] of Object.entries(VALUES)) {
    merged[variable] = options[name as keyof typeof VALUES]?.toString() ?? env[variable];
  }
  if (options.secretFile !== undefined && options.privateKeyFile !== undefined) {
    throw new UsageError('unable to use --secret-file beside --private-key-file; give one of them');
  }
  // The file of an option replaces every key of the environment, also one of the other kind.
  if (options.secretFile !== undefined) delete merged.XO_RTM_PRIVATE_KEY;
  if (options.privateKeyFile !== undefined) delete merged.XO_RTM_CLIENT_SECRET;
  for (const [name, variable] of Object.entries(FILES)) {
    const file = options[name as keyof typeof FILES];
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

/** A PEM or a JWK as it is, otherwise the content of the file at this path. The value is not repeated: it may be a damaged key. */
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
