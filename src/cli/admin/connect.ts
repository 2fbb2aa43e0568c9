import { readFile } from 'node:fs/promises';
import { type AdminClient, createAdminClient } from '../../admin/index.js';
import { createJwtSigner, type JwtSignerOptions, type SigningAlgorithm } from '../../server/index.js';
import { type Terminal, UsageError } from '../command.js';
import { type FlagSpec, type Flags, TEXT } from './flags.js';

/** Of every task that calls the platform. Secrets come from the environment or a file, never from the command line. */
export const CONNECT_FLAGS: FlagSpec = {
  'api-url': TEXT,
  'client-id': TEXT,
  algorithm: TEXT,
  'private-key': TEXT,
  'jwe-key': TEXT,
  'jwe-kid': TEXT,
};

/** @throws UsageError for what is missing; ConfigError for what is wrong */
export async function connect(flags: Flags, { env, complain }: Terminal): Promise<AdminClient> {
  const logger = (_level: string, message: string) => complain(message);
  const clientId = flags.needed('client-id', env.XO_RTM_CLIENT_ID);
  const algorithm = (flags.text('algorithm') ?? env.XO_RTM_ALGORITHM) as SigningAlgorithm | undefined;
  const jweKey = flags.text('jwe-key') ?? env.XO_RTM_JWE_KEY;
  const jweKid = flags.text('jwe-kid') ?? env.XO_RTM_JWE_KID;
  const signer = createJwtSigner({
    clientId,
    logger,
    ...(await readKey(flags, env)),
    ...(algorithm && { algorithm }),
    ...(jweKey && { encryption: { publicKey: await readPem(jweKey), ...(jweKid && { keyId: jweKid }) } }),
  } as JwtSignerOptions);
  return createAdminClient({
    apiUrl: flags.needed('api-url', env.XO_RTM_API_URL),
    getJwt: () => signer.signForApi(),
    logger,
  });
}

async function readKey(flags: Flags, env: Terminal['env']): Promise<{ privateKey: string } | { clientSecret: string }> {
  const file = flags.text('private-key') ?? env.XO_RTM_PRIVATE_KEY;
  if (file) return { privateKey: await readPem(file) };
  if (env.XO_RTM_CLIENT_SECRET) return { clientSecret: env.XO_RTM_CLIENT_SECRET };
  throw new UsageError('unable to sign in; set XO_RTM_CLIENT_SECRET, or name a PEM file with --private-key');
}

async function readPem(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new UsageError(`unable to read the key ${file}; ${(cause as NodeJS.ErrnoException).code ?? 'it failed'}`);
  }
}
