import type { JWK } from 'jose';

/** A JWT app, which may call the public APIs and sign visitors in (docs/public-apis.md §1.2). */
export interface EmulatorApp {
  /** `cs-…` */
  clientId: string;
  /** For HS256, HS384 and HS512. */
  clientSecret?: string;
  /** For RS256, RS384 and RS512: the public half of the app's key, as PEM (SPKI) or JWK. */
  publicKey?: string | JWK;
  /** The only accepted algorithm. @default 'HS256' */
  algorithm?: 'HS256' | 'HS384' | 'HS512' | 'RS256' | 'RS384' | 'RS512';
  /** Where the app was created. Use `platform` for SmartAssist. @default 'console' */
  madeIn?: 'platform' | 'console';
  /** Refuses JWTs without `jti`. JWTs with one can always be used only once, and live for an hour at most. @default false */
  requireJti?: boolean;
  /** The private half of an RSA key, as PEM (PKCS #8) or JWK. JWTs that are not encrypted for it are refused. @default no encryption */
  jweKey?: string | JWK;
  /** Scopes by their names in the platform's forms. `all` allows every API, wherever the app was created. @default 'all' */
  scopes?: 'all' | readonly string[];
}

/** The public APIs of the emulator. */
export interface EmulatorAdminOptions {
  /** @default one app with the emulator's client id and secret, and every scope */
  apps?: readonly EmulatorApp[];
  /** Roles in the form of the platform. @default the samples of docs/public-apis.md §4 */
  roles?: readonly { roleType: 'admin' | 'bot'; role: string; [other: string]: unknown }[];
  /** Users of the account with their roles. @default three samples */
  users?: readonly { userId: string; username: string; [other: string]: unknown }[];
  /** Agents of SmartAssist. @default two samples */
  agents?: readonly { userId: string; email: string; [other: string]: unknown }[];
  /** Duration of an import or an erasure in milliseconds. @default 3000 */
  jobMs?: number;
  /** Calls per minute and hour, or `false` for no limit. @default the documented limits: 60 per minute and 1800 per hour */
  rateLimit?: false | { perMinute?: number; perHour?: number };
}
