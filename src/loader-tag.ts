import { ChatLoader } from './widget/loader/chat-loader.js';

declare const __XO_RTM_VERSION__: string;

const loader = new ChatLoader(() => import('./loaded-chat.js'));

/** Version of the package this file was built from. */
export const version: string = __XO_RTM_VERSION__;

/** Loads the rest now; resolves with `mountChat`, `createChatClient`, `registerTemplate` and `registerCatalogue`. */
export const load = (): ReturnType<typeof loader.load> => loader.load();

/** Calls back with the same once it is loaded, before the first chat begins. */
export const use = (setup: Parameters<typeof loader.use>[0]): void => loader.use(setup);

// Whoever loads the file by a script tag wants `<xo-chat>` to work without a line of script.
loader.start();
