import type { RequestListener } from 'node:http';
import { checkWholeNumber, type PlatformOptions } from '../options/platform-options.js';
import { isLoopback } from './network-address.js';
import { readAllowedHosts, readAllowedOrigins } from './read-allowed.js';

/** The options of `startEmulator`. Every option has a default. */
export interface EmulatorOptions extends PlatformOptions {
  /** 0 takes any free port. @default 0 */
  port?: number;
  /**
   * The address to listen on. An address of your network, or `0.0.0.0` for all addresses, opens the emulator to every device that can
   * reach it, and the emulator is made for development only. @default '127.0.0.1'
   */
  host?: string;
  /**
   * Origins of pages that may call the emulator and open sockets, written as browsers write them: `https://shop.example`. Loopback
   * origins (`localhost`, `*.localhost`, 127.0.0.0/8, `[::1]`; any port, http or https) and the emulator's own origin are always
   * allowed. Other pages are answered with 403, and logged once. Requests without a page, as from curl or Node, need no entry. Throws
   * a TypeError for wildcards and for `null`, which is the origin of every sandboxed frame. @default []
   */
  allowedOrigins?: readonly string[];
  /**
   * Names under which the emulator may be reached, without a port: `my-machine.local`. Loopback names, `host`, and the address that
   * the request arrived at are always allowed. Other names are answered with 403, because anybody can point a name at this machine
   * (DNS rebinding). @default []
   */
  allowedHosts?: readonly string[];
  /**
   * Serves the inspector at `/_inspect`: it shows everything that happens, and has controls for faults and messages. Everybody who
   * reaches the port can use it. @default true if `host` is a loopback address
   */
  inspector?: boolean;
  /**
   * A SQLite file that stores users, digests of access tokens, sessions, messages and the jobs of the public APIs across restarts,
   * and also the bot id, client id and secret if they were generated. It is created if it does not exist, readable for its owner
   * alone, and locked while the emulator runs. An acknowledged message is in the file, whatever then happens to the process. The
   * memory of a bot and delayed messages are not stored. Needs Node 22.13, or the package `libsql`.
   * @default nothing is stored
   */
  data?: string;
  /** Answers `/` and all paths that the emulator does not serve, such as pages or a token endpoint. @default 404, and a greeting at `/` */
  fallback?: RequestListener;
}

/** The options of the server with every default filled in. */
export interface ServerSettings {
  readonly port: number;
  readonly host: string;
  readonly allowedOrigins: readonly string[];
  readonly allowedHosts: readonly string[];
  readonly inspector: boolean;
  readonly fallback: RequestListener | undefined;
}

/** @throws TypeError for an option with an impossible value */
export function toServerSettings(options: EmulatorOptions): ServerSettings {
  const { port = 0, host = '127.0.0.1', inspector = isLoopback(host), fallback } = options;
  checkWholeNumber('port', port, 0);
  return {
    port,
    host,
    allowedOrigins: readAllowedOrigins(options.allowedOrigins ?? []),
    allowedHosts: readAllowedHosts(options.allowedHosts ?? []),
    inspector,
    fallback,
  };
}
