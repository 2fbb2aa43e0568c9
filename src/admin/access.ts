/**
 * Who may call an API: its scope for apps made in the XO Platform (App Settings), and for apps made in the Bots Admin
 * Console. Where a side is missing, such apps cannot call it at all (seeds, "API Scope"; public-apis: Overview).
 */
export interface ApiAccess {
  readonly builder?: string;
  readonly console?: string;
}

const analytics = { builder: 'SmartAssist Analytics' };
const roleManagement = { console: 'Profile Management > Role Management' };
const botImport = { console: 'Bot Definition > Bot Import' };
const deleteUsersData = { console: 'Profile Management > Delete Users Data' };

export const ACCESS = {
  roles: roleManagement,
  userRoles: roleManagement,
  sessions: { builder: 'Bot Sessions', console: 'Bot Analytics > Bot Sessions' },
  messages: { builder: 'Chat History', console: 'Bot Analytics > Chat History' },
  debugLogs: { builder: 'Debug Logs' },
  publish: { console: 'Bot Publish > Publish' },
  botImport,
  /** "You can upload a file by signing with any app created by the account administrator": no scope. */
  uploadFile: {},
  erase: deleteUsersData,
  intentRealtimeData: analytics,
  userStatus: analytics,
} as const satisfies Record<string, ApiAccess>;

/** The scopes of an API, the one of the Bots Admin Console last. Empty where it needs none. */
export function scopesOf({ builder, console }: ApiAccess): string[] {
  return [builder, console].filter((scope) => scope !== undefined);
}

/** What to change in the app's settings. */
export function describeScopes({ builder, console }: ApiAccess): string {
  const places = [
    ...(builder === undefined ? [] : [`“${builder}” in the XO Platform`]),
    ...(console === undefined ? [] : [`“${console}” in the Bots Admin Console`]),
  ];
  if (places.length === 0) return 'The app must be one that an account administrator made in the Bots Admin Console.';
  const only = builder === undefined ? ' Apps made elsewhere cannot call this API.' : '';
  return `Give the app the API scope ${places.join(', or ')}; XO Platform scopes count once the bot is published.${only}`;
}
