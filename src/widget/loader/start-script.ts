import { logToConsole } from '../../lib/logger.js';
import { setStyleNonce } from '../styles/add-styles.js';
import { claimPage, firstScript, type PageScript, publish } from './page-script.js';
import { readPageSettings } from './page-settings.js';
import { executingScript, partsAddress, remedyFor } from './script-address.js';

/** The part of `window.XoChat` that all scripts of this package have. */
export interface ScriptApi {
  /**
   * Restricts the chats of this page to these platforms: `XoChat.allow(['https://platform.kore.ai'])`. Further calls
   * add to the list.
   *
   * @throws ConfigError, or TypeError before the chat has loaded, if one is not an address
   */
  allow(platforms: readonly string[]): void;
  /**
   * The address that the script and its folder are served from, absolute or relative to the page. Set it if the script
   * cannot determine it: inlined, in a bundle, as a module. Undefined until it is set. An invalid address is logged to
   * the console.
   */
  base: string | undefined;
  /** Version of the package that the script was built from. */
  readonly version: string;
}

/** What distinguishes one script from another. */
export interface ScriptConfig {
  readonly file: string;
  /** Folder of the parts that it loads later, with a trailing slash. @default none: everything is in the file */
  readonly folder?: string;
  readonly version: string;
  /** Its API in `XoChat`, in addition to the common part. */
  readonly api: object;
  readonly chat?: PageScript['chat'];
  readonly adopt?: PageScript['adopt'];
  readonly allow: ScriptApi['allow'];
  /** Called when the address of the parts is known or changes. `remedy` says what to do if they are not found. */
  onAddress?(address: string, remedy: string): void;
  /** Called if this script renders the chats of the page. */
  onStart(): void;
}

/**
 * Starts a script: reads the settings of its tag and of the page, locates its parts, and publishes it as the page's
 * `XoChat`. If it cannot locate its parts, it logs what to set, and renders nothing until that is set.
 *
 * @returns the API of this script, which is not `window.XoChat` if another script renders the chats of the page
 */
export function startScript(config: ScriptConfig): ScriptApi {
  const { file, folder } = config;
  const tag = executingScript();
  setStyleNonce((tag as HTMLElement | undefined)?.nonce);
  const settings = readPageSettings();
  let base = tag?.getAttribute('data-base') || settings.base;
  let isPlaced = false;

  const api: ScriptApi = {
    allow: config.allow,
    version: config.version,
    get base() {
      return base;
    },
    set base(value) {
      if (typeof value !== 'string') return;
      base = value;
      locate();
    },
  };
  Object.assign(api, config.api);
  const script: PageScript = { ...config, api };

  function locate(): boolean {
    const address = folder === undefined ? '' : partsAddress(folder, base, tag?.getAttribute('src'));
    if (address === undefined) {
      const why = base ? `${base} is no address` : `${file} is inlined or a module, and cannot tell where ${folder} is`;
      logToConsole(
        'error',
        `unable to draw the chat; ${why}. Set window.XoChat = { base } before it, or use xo-chat.all.js.`,
      );
      return false;
    }
    if (folder) config.onAddress?.(address, remedyFor(file, folder, address));
    if (!isPlaced) {
      isPlaced = true;
      if (claimPage(script)) config.onStart();
    }
    return true;
  }

  /** Before the first chat starts, so that no chat can connect to another platform. */
  function applyPins(): void {
    // allow() rejects a value that is not a list.
    const all = [settings.allow ?? [], tag?.getAttribute('data-api-url') ?? []].flat() as string[];
    if (settings.allow === undefined && !all.length) return;
    try {
      (firstScript()?.api ?? api).allow(all);
    } catch (error) {
      logToConsole('error', (error as Error).message);
    }
  }

  applyPins();
  if (!locate() && !firstScript()) publish(script);
  return api;
}
