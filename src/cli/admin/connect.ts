import { type AdminClient, createAdminClient } from '../../admin/index.js';
import { jwtSignerFromEnv } from '../../server/index.js';
import { type Terminal, UsageError } from '../command.js';
import { SIGNING_FLAGS, signingEnvironment } from '../signing.js';
import { type FlagSpec, type Flags, TEXT } from './flags.js';

/** Of every task that calls the platform. */
export const CONNECT_FLAGS: FlagSpec = { ...SIGNING_FLAGS, 'api-url': TEXT, timeout: TEXT };

/** Seconds: a day. */
const LONGEST_TIMEOUT_S = 86_400;

/** @throws UsageError for what is missing; ConfigError for what is wrong */
export async function connect(flags: Flags, { env, error }: Terminal): Promise<AdminClient> {
  const logger = (_level: string, message: string) => error(message);
  const apiUrl = flags.required('api-url', env.XO_RTM_API_URL, 'XO_RTM_API_URL');
  const timeoutS = flags.number('timeout') ?? 30;
  if (timeoutS < 1 || timeoutS > LONGEST_TIMEOUT_S) {
    throw new UsageError(`unable to use --timeout ${timeoutS}; it must be from 1 to ${LONGEST_TIMEOUT_S} seconds`);
  }
  const signer = jwtSignerFromEnv(await signingEnvironment(flags, env), { logger });
  await signer.check();
  return createAdminClient({ apiUrl, getJwt: () => signer.signForApi(), timeoutMs: timeoutS * 1000, logger });
}
