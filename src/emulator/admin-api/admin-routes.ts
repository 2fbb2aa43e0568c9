import type { Answer, Exchange } from '../http/exchange.js';
import type { Platform } from '../platform/platform.js';
import { debugLogs } from './debug-logs.js';
import { eraseStatus, eraseUsersData } from './erase-users-data.js';
import { getMessages, getMessagesV2 } from './get-messages.js';
import { getSessions } from './get-sessions.js';
import { importBot, importStatus, uploadFile } from './import-bot.js';
import { intentRealtimeData } from './intent-realtime-data.js';
import { publish } from './publish.js';
import { allUserRoles, roles } from './roles.js';
import { userStatus } from './user-status.js';

/** The public APIs of the seeds, on one screen. Paths in `open` answer below `/api/public/`, and `/api/1.1/public/` alike. */
export const ADMIN_ROUTES = [
  open('roles', 'GET', 'roles', roles),
  open('alluserroles', 'GET', 'alluserroles', allUserRoles),
  open('getSessions', 'POST', 'bot/:botId/getSessions', getSessions),
  open('getSessions', 'POST', 'getSessions', getSessions),
  open('getMessages', 'GET', 'bot/:botId/getMessages', getMessages),
  open('getMessages', 'POST', 'bot/:botId/getMessages', getMessages),
  open('getMessages', 'GET', 'bot/:botId/getMessagesV2', getMessagesV2),
  open('getMessages', 'POST', 'bot/:botId/getMessagesV2', getMessagesV2),
  open('getMessages', 'POST', 'getMessages', getMessages),
  at('debuglogs', 'GET', '/api/1\\.1/:botId/debuglogs', debugLogs),
  open('publish', 'POST', 'bot/:botId/publish', publish),
  open('uploadfile', 'POST', 'uploadfile', uploadFile),
  open('import', 'POST', 'bot/:botId/import', importBot),
  open('importStatus', 'GET', 'bot/import/status/:importId', importStatus),
  open('eraseUsersData', 'DELETE', 'bot/eraseUsersData', eraseUsersData),
  open('eraseStatus', 'GET', 'bot/eraseUsersData/status/:requestId', eraseStatus),
  open('intentrealtimedata', 'POST', 'bot/:botId/intentrealtimedata', intentRealtimeData),
  at(
    'userstatus',
    'POST',
    '/agentassist/api/public/analytics/(?:(?<version>1\\.1)/)?account/:accountId/+userstatus',
    userStatus,
  ),
];

type Handle = (platform: Platform, exchange: Exchange) => Promise<Answer>;
type Method = 'GET' | 'POST' | 'DELETE';

function open(name: string, method: Method, path: string, handle: Handle) {
  return at(name, method, `/api/(?:1\\.1/)?public/${path}`, handle);
}

/** `name` is what fault rules call it. */
function at(name: string, method: Method, path: string, handle: Handle) {
  return { name, method, pattern: new RegExp(`^${path.replace(/:([a-z]\w+)/gi, '(?<$1>[^/]+)')}$`), handle };
}
