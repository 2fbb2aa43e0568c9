import { forget } from './client/forget.js';
import { setRemedy } from './widget/lib/report-load-failure.js';
import { ChatLoader } from './widget/loader/chat-loader.js';
import { startScript } from './widget/loader/start-script.js';

declare const __XO_RTM_VERSION__: string;
/** Where the parts are, for each `import()` of this script: tools/support/lazy-chunks.mjs declares it. */
declare let __XO_PARTS__: string;

let isPlaced = false;

const loader = new ChatLoader(async () => {
  if (isPlaced) return import('./loaded-chat.js');
  throw new TypeError('unable to load the chat; where its parts are is not known. Set XoChat.base.');
});

const api = startScript({
  file: 'xo-chat-loader.js',
  folder: 'xo-chat-loader/',
  version: __XO_RTM_VERSION__,
  api: {
    forget,
    /** Loads the rest now; resolves with `mountChat`, `createChatClient`, `registerTemplate` and `registerCatalogue`. */
    load: () => loader.load(),
    /** Calls back with the same once it is loaded, before the first chat begins. */
    use: (setup: Parameters<typeof loader.use>[0]) => loader.use(setup),
  },
  adopt: (chat) => loader.adopt(chat as typeof import('./loaded-chat.js')),
  allow: (platforms) => loader.allow(platforms),
  onAddress(address, remedy) {
    isPlaced = true;
    __XO_PARTS__ = address;
    setRemedy(remedy);
  },
  // Whoever loads the file by a script tag wants `<xo-chat>` to work without a line of script.
  onStart: () => loader.start(),
});

// From then on `XoChat.mountChat` is there, as it is with the other scripts. What the loader has itself stays.
loader.use(({ defineXoChat: _, ...rest }) => {
  for (const [name, value] of Object.entries(rest)) if (!(name in api)) Reflect.set(api, name, value);
});
