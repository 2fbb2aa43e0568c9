/**
 * The API scope that an app needs for an API (public-apis.md §2). `builder` is the scope of apps made in the XO Platform (App Settings),
 * `console` that of apps made in the Bots Admin Console. Apps of a side that is missing cannot call the API at all.
 */
export interface ApiAccess {
  readonly builder?: string;
  readonly console?: string;
  /** The caller has named the API, and the client does not know its scopes. */
  readonly isUnknown?: true;
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
  /** No scope: "You can upload a file by signing with any app created by the account administrator". */
  uploadFile: {},
  erase: deleteUsersData,
  intentRealtimeData: analytics,
  userStatus: analytics,
} as const satisfies Record<string, ApiAccess>;

/** The scopes of an API; that of the Bots Admin Console comes last. Empty when the API needs none. */
export function scopesOf({ builder, console }: ApiAccess): string[] {
  return [builder, console].filter((scope) => scope !== undefined);
}

/** Explains what to change in the settings of the app. */
export function describeScopes({ builder, console, isUnknown }: ApiAccess): string {
  if (isUnknown)
    return 'Give the app the API scope that this API needs; XO Platform scopes count once the bot is published.';
  const places = [
    ...(builder === undefined ? [] : [`“${builder}” in the XO Platform`]),
    ...(console === undefined ? [] : [`“${console}” in the Bots Admin Console`]),
  ];
  if (places.length === 0) return 'The app must be one that an account administrator made in the Bots Admin Console.';
  const only = builder === undefined ? ' Apps made elsewhere cannot call this API.' : '';
  return `Give the app the API scope ${places.join(', or ')}; XO Platform scopes count once the bot is published.${only}`;
}
