import { ConfigError } from '../../errors/index.js';

/** Origins of the platforms that chats of this page may connect to; undefined allows any. */
let pinned: ReadonlySet<string> | undefined;
const listeners = new Set<() => void>();

/** Returns the origin of an http(s) address, else undefined. */
function originOf(address: unknown): string | undefined {
  try {
    const { protocol, origin } = new URL(address as string);
    return protocol.startsWith('http') ? origin : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Restricts the chats of this page to these platforms. From now on, a chat for another platform neither connects nor
 * requests a JWT, and one that is connected ends. The socket must be on the host of an allowed platform, too. Further
 * calls add to the list: scripts of a page are trusted, but its markup is not, so no attribute of `<xo-chat>` can add
 * to it.
 *
 * @param platforms addresses such as `https://platform.kore.ai`; only their origins count
 * @throws ConfigError (`XO_CONFIG_INVALID`) if one is not an address; the others are added nevertheless, and an empty or
 *   invalid list allows no platform
 */
export function allow(platforms: readonly string[]): void {
  const list: readonly unknown[] = Array.isArray(platforms) ? platforms : [undefined];
  const origins = list.map(originOf);
  pinned = new Set([...(pinned ?? []), ...origins.filter((origin) => origin !== undefined)]);
  for (const listener of listeners) listener();
  if (origins.includes(undefined)) {
    throw new ConfigError(
      'XO_CONFIG_INVALID',
      'unable to pin platforms; they must be a list of addresses like https://host',
    );
  }
}

/** Returns the allowed origins for the client; undefined if any platform is allowed. */
export const pinnedPlatforms = (): readonly string[] | undefined => pinned && [...pinned];

/** Returns whether a chat may connect to the platform at this address. */
export function isAllowed(apiUrl: unknown): boolean {
  return !pinned || pinned.has(originOf(apiUrl) ?? '');
}

/** Calls the listener after the list has changed. @returns a function that removes it */
export function onPinsChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
