import { type Bots, createBots } from './bots.js';
import { createCallApi } from './call-api.js';
import { type Conversations, createConversations } from './conversations.js';
import { type CustomerData, createCustomerData } from './customer-data.js';
import { createDebugLogs, type DebugLogs } from './debug-logs.js';
import { type AdminClientOptions, readOptions } from './options.js';
import { type AdminRequest, requestApi } from './request.js';
import { createRoles, type Roles } from './roles.js';
import { createSessions, type Sessions } from './sessions.js';
import { createSmartAssist, type SmartAssist } from './smart-assist.js';
import { createUsers, type Users } from './users.js';

/** A client of the public REST APIs of the platform. For servers only, because its JWTs give access to the whole account. */
export interface AdminClient {
  readonly roles: Roles;
  readonly users: Users;
  readonly sessions: Sessions;
  readonly conversations: Conversations;
  readonly debugLogs: DebugLogs;
  readonly bots: Bots;
  readonly customerData: CustomerData;
  readonly smartAssist: SmartAssist;
  /**
   * Calls an API that has no method of its own, with the same JWTs, rate limits and retries as the others.
   *
   * @typeParam Answer the shape of the answer, which is not checked
   * @throws OutcomeUnknownError when a call that is not repeatable was interrupted. ConfigError, HttpError, MissingScopeError, TokenError,
   *   ConnectionError
   */
  request<Answer = unknown>(request: AdminRequest): Promise<Answer>;
}

/**
 * Creates a client of the public APIs. Nothing is sent until a method is called.
 *
 * ```ts
 * const signer = createJwtSigner({ clientId: 'cs-…', clientSecret });
 * const admin = createAdminClient({ apiUrl: 'https://bots.kore.ai', getJwt: () => signer.signForApi() });
 * for await (const role of admin.roles.list({ roleType: 'bot' })) console.log(role.role);
 * ```
 *
 * @throws ConfigError for a wrong option
 */
export function createAdminClient(options: AdminClientOptions): AdminClient {
  const settings = readOptions(options);
  const { clock } = settings;
  const call = createCallApi(settings);
  return Object.freeze({
    roles: createRoles(call),
    users: createUsers(call),
    sessions: createSessions(call, clock),
    conversations: createConversations(call, clock),
    debugLogs: createDebugLogs(call),
    bots: createBots(call, clock),
    customerData: createCustomerData(call, clock),
    smartAssist: createSmartAssist(call),
    request: <Answer = unknown>(request: AdminRequest) => requestApi(call, request) as Promise<Answer>,
  });
}
