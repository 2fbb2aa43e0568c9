/*
 * dist/custom-elements.json: what `<xo-chat>` takes and tells, for editors and for tools that make wrappers
 * (https://github.com/webcomponents/custom-elements-manifest). Tokens and parts come from docs/theming.md, which a test
 * holds to the sources; test/package/element-manifest.test.ts holds the rest to the element.
 */

const ATTRIBUTES = /** @type {const} */ ([
  ['api-url', 'string', '`https://host` of the platform.'],
  ['bot-name', 'string', 'Name of the bot on the platform, also the title of the window.'],
  ['bot-id', 'string', '`st-…`, the id of the bot.'],
  ['jwt-url', 'string', 'Address of your token endpoint, which answers POST with `{ "jwt": "…" }`.'],
  ['jwt-credentials', "'omit' | 'same-origin' | 'include'", 'Whether cookies go there.', "'same-origin'"],
  ['allow-insecure', 'boolean', 'Lets the platform be `http:` and its socket `ws:`, also on another machine.', 'false'],
  ['locale', 'string', 'BCP 47 tag of the language of the window.'],
  ['open', 'boolean', 'Whether the window is shown.', 'false'],
  ['preconnect', 'boolean', 'Connects at once instead of at the first opening.', 'false'],
  ['theme', "'auto' | 'light' | 'dark'", 'Light or dark.', "'auto'"],
  ['mode', "'floating' | 'docked' | 'inline'", 'Where the window is.', "'floating'"],
  ['images', "'on' | 'ask'", 'Whether pictures and media of others wait for the visitor.', "'on'"],
]);

/** Without a property of their own: `features` has them all. */
const FEATURES = /** @type {const} */ ([
  ['attachments', "'on' | 'off'", 'Whether files can be sent.', "'on'"],
  ['emoji', "'on' | 'off'", 'Whether emoji are offered.', "'on'"],
  ['branding', "'on' | 'off'", 'Whether the branding of the platform is worn.', "'on'"],
  ['character-limit', 'number', 'Most characters of a message.'],
  ['voice', 'boolean', 'Dictation, and reading aloud.', 'false'],
  ['notifications', 'boolean', 'Desktop notification and sound while the page is hidden.', 'false'],
]);

const PROPERTIES = /** @type {const} */ ([
  ['client', 'ChatClient | null', 'The client of the conversation. One that is set is used, and stays its owner’s.'],
  ['options', 'Partial<ChatClientOptions> | null', 'For the client that the element makes; wins over attributes.'],
  ['features', 'ChatFeatures | null', 'What the window offers beside writing and reading; wins over attributes.'],
]);

const EVENTS = /** @type {const} */ ([
  ['xo-open', 'null', 'The window was opened.'],
  ['xo-close', 'null', 'The window was closed.'],
  ['xo-message', 'ChatMessage', 'A message was added, or changed.'],
  ['xo-state', 'ConnectionState', 'The connection is in another state.'],
  ['xo-error', 'XoError', 'Something went wrong.'],
  ['xo-language', '{ locale: string; initial: boolean }', 'The platform tells the language of the conversation.'],
]);

const SLOTS = /** @type {const} */ ([
  ['header', 'In place of picture, name and state in the header.'],
  ['launcher', 'In place of the sign on the launcher.'],
]);

const typed = (/** @type {string} */ text) => ({ type: { text } });
const propertyOf = (/** @type {string} */ attribute) =>
  attribute.replace(/-(.)/g, (_, /** @type {string} */ letter) => letter.toUpperCase());

/** @param {string} guide docs/theming.md */
export function elementManifest(guide) {
  const [, parts = ''] = /\n## Parts\n\n.*?\n\n(.*?)\n\n/s.exec(guide) ?? [];
  const attribute = (/** @type {readonly string[]} */ [name = '', type = '', description = '', fallback]) => ({
    name,
    description,
    ...typed(type),
    ...(fallback && { default: fallback }),
  });
  const declaration = {
    kind: 'class',
    customElement: true,
    tagName: 'xo-chat',
    name: 'XoChatElement',
    description: 'A chat with a bot of the XO platform.',
    superclass: { name: 'HTMLElement' },
    attributes: [
      ...ATTRIBUTES.map((each) => ({ ...attribute(each), fieldName: propertyOf(each[0]) })),
      ...FEATURES.map(attribute),
    ],
    members: [
      ...ATTRIBUTES.map((each) => {
        const isText = each[1] === 'string';
        return {
          kind: 'field',
          ...attribute(each),
          ...(isText && typed('string | null')),
          name: propertyOf(each[0]),
          attribute: each[0],
          reflects: true,
        };
      }),
      ...PROPERTIES.map((each) => ({ kind: 'field', ...attribute(each), default: 'null' })),
    ],
    events: EVENTS.map(([name, detail, description]) => ({ name, description, ...typed(`CustomEvent<${detail}>`) })),
    slots: SLOTS.map(([name, description]) => ({ name, description })),
    cssParts: [...parts.matchAll(/`([a-z-]+)`/g)].map(([, name]) => ({ name })),
    cssProperties: [...new Set([...guide.matchAll(/`(--xo-[a-z-]+)`/g)].map(([, name]) => name))].map((name) => ({
      name,
    })),
  };
  const reference = { name: 'XoChatElement', module: 'widget/index.js' };
  return {
    schemaVersion: '2.1.0',
    modules: [
      {
        kind: 'javascript-module',
        path: 'widget/index.js',
        declarations: [declaration],
        exports: [
          { kind: 'js', name: 'XoChatElement', declaration: reference },
          { kind: 'custom-element-definition', name: 'xo-chat', declaration: reference },
        ],
      },
    ],
  };
}
