import type { BotInfo } from './bot-info.js';

/** The body of `POST oAuth/token/jwtgrant` (docs/protocol.md §1.4). */
export interface GrantRequest {
  assertion: string;
  botInfo: BotInfo;
}

/** The answer of `jwtgrant` (docs/protocol.md §1.4). Dates are ISO 8601, by the platform's clock. */
export interface GrantResponse {
  authorization: { accessToken: string; token_type: string; expiresDate?: string; issuedDate?: string };
  userInfo: { userId: string; accountId?: string; orgId?: string; identity?: string; [other: string]: unknown };
}

/** The body of `POST rtm/start` (docs/protocol.md §1.5). */
export interface StartRequest {
  botInfo: BotInfo;
  language?: string;
}

/** The answer of `rtm/start` (docs/protocol.md §1.5). The URL is valid for 30 s. `nonce` is for secure RTM (docs/protocol.md §2.3). */
export interface StartResponse {
  url: string;
  nonce?: string;
}

/** The body of a failed call (docs/protocol.md §1.2). */
export interface ErrorBody {
  errors: { msg: string; code: number | string; httpStatus?: string }[];
}
