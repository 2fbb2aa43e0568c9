import { consoleLogger } from '../../lib/logger.js';
import { firstScript, type PageScript, publish, takePage } from './page-script.js';
import { readPageSettings } from './page-settings.js';
import { executingScript, howToFindParts, partsAddress } from './script-address.js';

/** What every script of this package has in `window.XoChat`. */
export interface ScriptApi {
  /**
   * Pins the chats of this page to platforms, `XoChat.allow(['https://platform.kore.ai'])`; further calls add to them.
   *
   * @throws ConfigError, or TypeError before the chat is loaded, when one is no address
   */
  allow(platforms: readonly string[]): void;
  /**
   * The address that the script and its folder are served from, absolute or relative to the page. To be set where the script
   * cannot tell: inlined, in a bundle, as a module. Undefined until it is set. What is no address is said on the console.
   */
  base: string | undefined;
  /** Version of the package that the script was built from. */
  readonly version: string;
}

/** What is different about each script. */
export interface ScriptPlan {
  readonly file: string;
  /** Folder of what it loads later, with the slash. @default none: all is in the file */
  readonly folder?: string;
  readonly version: string;
  /** What it has in `XoChat` beside what all have. */
  readonly api: object;
  readonly chat?: PageScript['chat'];
  readonly adopt?: PageScript['adopt'];
  readonly allow: ScriptApi['allow'];
  /** Where the parts are is known, or known better. `remedy` says what to do when they are not there. */
  onAddress?(address: string, remedy: string): void;
  /** The chats of the page are this script's to draw. */
  onStart(): void;
}

/**
 * Brings a script to life: reads what its tag and the page say, finds its parts, and makes it the page's `XoChat`. Where its
 * parts are cannot be told, it says on the console what to set, and draws nothing until it is set.
 *
 * @returns the API of this script; where another one draws the chats of the page, it is not the one in `window.XoChat`
 */
export function startScript(plan: ScriptPlan): ScriptApi {
  const { file, folder } = plan;
  const tag = executingScript();
  const settings = readPageSettings();
  let base = tag?.getAttribute('data-base') || settings.base;
  let isPlaced = false;

  const api: ScriptApi = {
    allow: plan.allow,
    version: plan.version,
    get base() {
      return base;
    },
    set base(value) {
      if (typeof value !== 'string') return;
      base = value;
      place();
    },
  };
  Object.assign(api, plan.api);
  const script: PageScript = { ...plan, api };

  function place(): boolean {
    const address = folder === undefined ? '' : partsAddress(folder, base, tag?.getAttribute('src'));
    if (address === undefined) {
      const why = base ? `${base} is no address` : `${file} is inlined or a module, and cannot tell where ${folder} is`;
      consoleLogger(
        'error',
        `unable to draw the chat; ${why}. Set window.XoChat = { base } before it, or use xo-chat.all.js.`,
      );
      return false;
    }
    if (folder) plan.onAddress?.(address, howToFindParts(file, folder, address));
    if (!isPlaced) {
      isPlaced = true;
      if (takePage(script)) plan.onStart();
    }
    return true;
  }

  /** Ahead of the first chat, so that none for another platform has a moment in which to connect. */
  function pin(): void {
    // What is no list is no address either, and said to be none.
    const all = [settings.allow ?? [], tag?.getAttribute('data-api-url') ?? []].flat() as string[];
    if (settings.allow === undefined && !all.length) return;
    try {
      (firstScript()?.api ?? api).allow(all);
    } catch (error) {
      consoleLogger('error', (error as Error).message);
    }
  }

  pin();
  if (!place() && !firstScript()) publish(script);
  return api;
}
