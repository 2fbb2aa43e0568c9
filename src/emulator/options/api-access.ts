/**
 * The public APIs of the seeds: by which scope an app may call them, and whether apps of that side may at all. Written down
 * here once more, apart from the client's list, so that neither hides a mistake of the other.
 */
export interface ApiAccess {
  /** What the API is called in messages. */
  readonly name: string;
  /** Scope of apps that were made in the XO Platform or in SmartAssist; none: such apps cannot call it. */
  readonly platform?: string;
  /** Scope of apps that were made in the Bots Admin Console. */
  readonly console?: string;
  /** Any app of the Bots Admin Console, whatever its scopes. */
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

/** Scopes of one side, for checking what an app is given. */
export function knownScopes(side: 'platform' | 'console'): string[] {
  const all = Object.values<ApiAccess>(API_ACCESS).map((access) => access[side]);
  return [...new Set(all)].filter((scope) => scope !== undefined);
}
