import type { BotInfo } from './bot-info.js';

/** `POST oAuth/token/jwtgrant` (seeds, step 2). */
export interface GrantRequest {
  assertion: string;
  botInfo: BotInfo;
}

/** Dates are ISO-8601 by the platform's clock (seeds, step 2). */
export interface GrantResponse {
  authorization: { accessToken: string; token_type: string; expiresDate?: string; issuedDate?: string };
  userInfo: { userId: string; accountId?: string; orgId?: string; identity?: string; [other: string]: unknown };
}

/** `POST rtm/start` (seeds, step 3; `language`: protocol.md §1.5). */
export interface StartRequest {
  botInfo: BotInfo;
  language?: string;
}

/** The URL lives 30 s (seeds, step 3). `nonce` belongs to secure RTM (protocol.md §2.3). */
export interface StartResponse {
  url: string;
  nonce?: string;
}

/** Every failed call (protocol.md §1.2). */
export interface ErrorBody {
  errors: { msg: string; code: number | string; httpStatus?: string }[];
}
