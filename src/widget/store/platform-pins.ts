import { ConfigError } from '../../errors/index.js';

/** Origins of the platforms that chats of this page may talk to; undefined: any. */
let pinned: ReadonlySet<string> | undefined;
const listeners = new Set<() => void>();

/** `https://host` of an address. Undefined when it is no address of the web. */
function originOf(address: unknown): string | undefined {
  try {
    const { protocol, origin } = new URL(address as string);
    return protocol.startsWith('http') ? origin : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Pins the chats of this page to platforms: from now on a chat for another one does not connect, and asks no token endpoint;
 * one that is connected ends. The socket has to be on the host of a pinned platform, too. A further call adds to the list:
 * scripts of a page are trusted, its markup is not, and no attribute of `<xo-chat>` adds anything.
 *
 * @param platforms addresses as `https://platform.kore.ai`; of each its origin counts
 * @throws ConfigError (`config_invalid`) when one is no address; the others are pinned, and so is a list without any
 */
export function allow(platforms: readonly string[]): void {
  const list: readonly unknown[] = Array.isArray(platforms) ? platforms : [undefined];
  const origins = list.map(originOf);
  pinned = new Set([...(pinned ?? []), ...origins.filter((origin) => origin !== undefined)]);
  for (const listener of listeners) listener();
  if (origins.includes(undefined)) {
    throw new ConfigError(
      'config_invalid',
      'unable to pin platforms; they must be a list of addresses like https://host',
    );
  }
}

/** The origins that are pinned, for the client; undefined: none are. */
export const pinnedPlatforms = (): readonly string[] | undefined => pinned && [...pinned];

/** Whether a chat may talk to the platform at this address. */
export function isAllowed(apiUrl: unknown): boolean {
  return !pinned || pinned.has(originOf(apiUrl) ?? '');
}

/** Calls back when the list has changed. @returns ends that */
export function onPinsChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
