/**
 * The scopes that the public APIs require of an app (docs/public-apis.md §2). This list is separate from the client's, so that a mistake in one of them
 * is noticed.
 */
export interface ApiAccess {
  /** Name of the API in messages. */
  readonly name: string;
  /** Scope of apps that were created in the XO Platform or in SmartAssist. Without a scope, such apps cannot call the API. */
  readonly platform?: string;
  /** Scope of apps that were created in the Bots Admin Console. */
  readonly console?: string;
  /** Allows every app of the Bots Admin Console, whatever its scopes. */
  readonly anyConsoleApp?: true;
}

const ROLES = 'Profile Management > Role Management';
const IMPORT = 'Bot Definition > Bot Import';
const ERASE = 'Profile Management > Delete Users Data';

export const API_ACCESS = {
  roles: { name: 'Get Roles', console: ROLES },
  alluserroles: { name: 'Get User Roles Details', console: ROLES },
  getSessions: { name: 'Sessions History', platform: 'Bot Sessions', console: 'Bot Analytics > Bot Sessions' },
  getMessages: { name: 'Conversation History', platform: 'Chat History', console: 'Bot Analytics > Chat History' },
  debuglogs: { name: 'Debug Logs', platform: 'Debug Logs' },
  publish: { name: 'Publish Bot', console: 'Bot Publish > Publish' },
  uploadfile: { name: 'Upload File', anyConsoleApp: true },
  import: { name: 'Import Bot into an Existing Bot', console: IMPORT },
  importStatus: { name: 'Bot Import Status', console: IMPORT },
  eraseUsersData: { name: 'Delete Customer Data', console: ERASE },
  eraseStatus: { name: 'Delete Customer Data Status', console: ERASE },
  intentrealtimedata: { name: 'IntentRealtimeData', platform: 'SmartAssist Analytics' },
  userstatus: { name: 'UserStatus', platform: 'SmartAssist Analytics' },
} as const satisfies Record<string, ApiAccess>;

export type ApiName = keyof typeof API_ACCESS;

/** All scopes of apps that were created in one of the two places. */
export function knownScopes(side: 'platform' | 'console'): string[] {
  const all = Object.values<ApiAccess>(API_ACCESS).map((access) => access[side]);
  return [...new Set(all)].filter((scope) => scope !== undefined);
}
