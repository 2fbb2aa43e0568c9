import type { JWK } from 'jose';

/** An app that may call the public APIs, and sign visitors in (seeds, "Creating and Managing JWT Apps"). */
export interface EmulatorApp {
  /** `cs-…` */
  clientId: string;
  /** For HS256, HS384 and HS512. */
  clientSecret?: string;
  /** For RS256, RS384 and RS512: the public half of the app's key, as PEM (SPKI) or JWK. */
  publicKey?: string | JWK;
  /** The one that is accepted. @default 'HS256' */
  algorithm?: 'HS256' | 'HS384' | 'HS512' | 'RS256' | 'RS384' | 'RS512';
  /** Where it was made; SmartAssist counts as the platform. @default 'console' */
  madeIn?: 'platform' | 'console';
  /** A JWT without `jti` is refused. With one it is good once, and lives an hour at most, either way. @default false */
  requireJti?: boolean;
  /** A JWT that is not encrypted to this RSA key, private half as PEM (PKCS #8) or JWK, is refused. @default no encryption */
  jweKey?: string | JWK;
  /** As the platform's forms name them. `all`: every API, wherever the app was made. @default 'all' */
  scopes?: 'all' | readonly string[];
}

/** The public APIs of the emulator. */
export interface EmulatorAdminOptions {
  /** @default one app with the emulator's client id and secret, and every scope */
  apps?: readonly EmulatorApp[];
  /** As the platform would give them. @default the seeds' samples */
  roles?: readonly { roleType: 'admin' | 'bot'; role: string; [other: string]: unknown }[];
  /** Users of the account with their roles. @default three made-up ones */
  users?: readonly { userId: string; username: string; [other: string]: unknown }[];
  /** Agents of SmartAssist. @default two made-up ones */
  agents?: readonly { userId: string; email: string; [other: string]: unknown }[];
  /** How long an import or an erasure takes, in milliseconds. @default 3000 */
  jobMs?: number;
  /** `false` lets everything through. @default the documented 60 a minute and 1800 an hour */
  rateLimit?: false | { perMinute?: number; perHour?: number };
}
