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

/** All routes of the public APIs (docs/public-apis.md). Paths of `publicApi` are served below `/api/public/` and `/api/1.1/public/`. */
export const ADMIN_ROUTES = [
  publicApi('roles', 'GET', 'roles', roles),
  publicApi('alluserroles', 'GET', 'alluserroles', allUserRoles),
  publicApi('getSessions', 'POST', 'bot/:botId/getSessions', getSessions),
  publicApi('getSessions', 'POST', 'getSessions', getSessions),
  publicApi('getMessages', 'GET', 'bot/:botId/getMessages', getMessages),
  publicApi('getMessages', 'POST', 'bot/:botId/getMessages', getMessages),
  publicApi('getMessages', 'GET', 'bot/:botId/getMessagesV2', getMessagesV2),
  publicApi('getMessages', 'POST', 'bot/:botId/getMessagesV2', getMessagesV2),
  publicApi('getMessages', 'POST', 'getMessages', getMessages),
  at('debuglogs', 'GET', '/api/1\\.1/:botId/debuglogs', debugLogs),
  publicApi('publish', 'POST', 'bot/:botId/publish', publish),
  publicApi('uploadfile', 'POST', 'uploadfile', uploadFile),
  publicApi('import', 'POST', 'bot/:botId/import', importBot),
  publicApi('importStatus', 'GET', 'bot/import/status/:importId', importStatus),
  publicApi('eraseUsersData', 'DELETE', 'bot/eraseUsersData', eraseUsersData),
  publicApi('eraseStatus', 'GET', 'bot/eraseUsersData/status/:requestId', eraseStatus),
  publicApi('intentrealtimedata', 'POST', 'bot/:botId/intentrealtimedata', intentRealtimeData),
  at(
    'userstatus',
    'POST',
    '/agentassist/api/public/analytics/(?:(?<version>1\\.1)/)?account/:accountId/+userstatus',
    userStatus,
  ),
];

type Handle = (platform: Platform, exchange: Exchange) => Promise<Answer>;
type Method = 'GET' | 'POST' | 'DELETE';

function publicApi(name: string, method: Method, path: string, handle: Handle) {
  return at(name, method, `/api/(?:1\\.1/)?public/${path}`, handle);
}

/** @param name the name in fault rules */
function at(name: string, method: Method, path: string, handle: Handle) {
  return { name, method, pattern: new RegExp(`^${path.replace(/:([a-z]\w+)/gi, '(?<$1>[^/]+)')}$`), handle };
}
