import { forget } from './client/forget.js';
import { setRemedy } from './widget/lib/report-load-failure.js';
import { ChatLoader } from './widget/loader/chat-loader.js';
import { startScript } from './widget/loader/start-script.js';

declare const __XO_RTM_VERSION__: string;
/** The address of the parts, for each `import()` of this script; declared by tools/support/lazy-chunks.mjs. */
declare let __XO_PARTS__: string;

let isPlaced = false;

const loader = new ChatLoader(async () => {
  if (isPlaced) return import('./loaded-chat.js');
  throw new TypeError('unable to load the chat; the address of its parts is unknown. Set XoChat.base.');
});

const api = startScript({
  file: 'xo-chat-loader.js',
  folder: 'xo-chat-loader/',
  version: __XO_RTM_VERSION__,
  api: {
    forget,
    /**
     * Loads the rest now. Resolves with `mountChat`, `createChatClient`, `registerTemplate` and `registerCatalogue`.
     */
    load: () => loader.load(),
    /** Calls `setup` with the same when it has loaded, before the first chat starts. */
    use: (setup: Parameters<typeof loader.use>[0]) => loader.use(setup),
  },
  adopt: (chat) => loader.adopt(chat as typeof import('./loaded-chat.js')),
  allow: (platforms) => loader.allow(platforms),
  onAddress(address, remedy) {
    isPlaced = true;
    __XO_PARTS__ = address;
    setRemedy(remedy);
  },
  // A page that loads the file with a script tag expects `<xo-chat>` to work without further code.
  onStart: () => loader.start(),
});

// Adds the rest of the API, so that `XoChat.mountChat` exists as with the other scripts. The loader's own functions
// stay.
loader.use(({ defineXoChat: _, ...rest }) => {
  for (const [name, value] of Object.entries(rest)) if (!(name in api)) Reflect.set(api, name, value);
});
