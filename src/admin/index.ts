/** `xo-rtm/admin`: a client of the platform's public REST APIs. For servers only. */
import { HINTS } from '../errors/hints.js';
import { setHints } from '../errors/xo-error.js';

export {
  ConfigError,
  ConnectionError,
  type ErrorCode,
  HttpError,
  isXoError,
  ProtocolError,
  TokenError,
  XoError,
} from '../errors/index.js';
export type { ImportFile, ImportJob, ImportOptions, ImportRequest, ImportStatus, UploadRequest } from './bot-import.js';
export type { Bots, PublishedResource, PublishRequest } from './bots.js';
export { MissingScopeError, OutcomeUnknownError } from './classify-error.js';
export { type ConversationMessage, type ConversationPage, textOfMessage } from './conversation-message.js';
export type { AroundQuery, ConversationExtras, ConversationQuery, Conversations } from './conversations.js';
export { type AdminClient, createAdminClient } from './create-admin-client.js';
export type {
  CustomerData,
  EraseAccepted,
  EraseJob,
  EraseRequest,
  EraseStatus,
  EraseWaitOptions,
} from './customer-data.js';
export type { DateInput, DateRange } from './date-windows.js';
export type { DebugLogEntry, DebugLogQuery, DebugLogs } from './debug-logs.js';
export { JobFailedError, type WaitOptions } from './job.js';
export type { AdminClientOptions, AdminJwtReason, CallOptions, GetAdminJwt } from './options.js';
export type { PagedList } from './paged-list.js';
export type { AdminRequest } from './request.js';
export { permissionOf, type Role, type RolePage, type RoleQuery, type Roles } from './roles.js';
export type { Session, SessionPage, SessionQuery, Sessions, Tag, TagFilter } from './sessions.js';
export type { IntentQuery, IntentRecord, SmartAssist } from './smart-assist.js';
export type { AgentStatus, Granularity, StatusInterval, UserStatusPage, UserStatusQuery } from './user-status.js';
export type { BotRole, UserQuery, UserRoles, UserRolesPage, Users } from './users.js';

setHints(HINTS);
