/*
 * dist/custom-elements.json: the interface of `<xo-chat>`, for editors and for tools that generate wrappers
 * (https://github.com/webcomponents/custom-elements-manifest). Tokens and parts are read from docs/theming.md, which a test
 * compares with the sources; test/package/element-manifest.test.ts compares the rest with the element.
 */

const ATTRIBUTES = /** @type {const} */ ([
  ['api-url', 'string', '`https://host` of the platform.'],
  ['bot-name', 'string', 'Name of the bot on the platform, also the title of the window.'],
  ['bot-id', 'string', '`st-…`, the id of the bot.'],
  ['jwt-url', 'string', 'Address of your token endpoint, which answers POST with `{ "jwt": "…" }`.'],
  [
    'jwt-credentials',
    "'omit' | 'same-origin' | 'include'",
    'Whether requests to `jwt-url` send cookies.',
    "'same-origin'",
  ],
  ['allow-insecure', 'boolean', 'Allows a platform with `http:` and `ws:` on another machine.', 'false'],
  ['locale', 'string', 'BCP 47 tag of the language of the window.'],
  ['open', 'boolean', 'Whether the window is shown.', 'false'],
  ['preconnect', 'boolean', 'Connects at once instead of when the window is first opened.', 'false'],
  ['theme', "'auto' | 'light' | 'dark'", 'Light or dark.', "'auto'"],
  ['mode', "'floating' | 'docked' | 'inline'", 'Position of the window.', "'floating'"],
  [
    'images',
    "'on' | 'ask'",
    'Whether pictures and media of other hosts load at once, or only when the visitor asks for them.',
    "'on'",
  ],
]);

/** Attributes without a property: the property `features` holds them all. */
const FEATURES = /** @type {const} */ ([
  ['attachments', "'on' | 'off'", 'Whether files can be sent.', "'on'"],
  ['emoji', "'on' | 'off'", 'Whether there is an emoji picker.', "'on'"],
  ['branding', "'on' | 'off'", 'Whether the branding that the platform configures is applied.', "'on'"],
  ['character-limit', 'number', 'Maximum of characters in a message.'],
  ['voice', 'boolean', 'Dictation, and reading aloud.', 'false'],
  ['notifications', 'boolean', 'Desktop notification and sound while the page is hidden.', 'false'],
]);

const PROPERTIES = /** @type {const} */ ([
  [
    'client',
    'ChatClient | null',
    'The client of the conversation. A client that is set here is used, and is not disconnected by the element.',
  ],
  [
    'options',
    'Partial<ChatClientOptions> | null',
    'Options of the client that the element creates. They override attributes.',
  ],
  ['features', 'ChatFeatures | null', 'Features of the window. They override attributes.'],
]);

const EVENTS = /** @type {const} */ ([
  ['xo-open', 'null', 'The window was opened.'],
  ['xo-close', 'null', 'The window was closed.'],
  ['xo-message', 'ChatMessage', 'A message was added or changed.'],
  ['xo-state', 'ConnectionState', 'The state of the connection has changed.'],
  ['xo-error', 'XoError', 'An error occurred.'],
  [
    'xo-language',
    '{ locale: string; initial: boolean }',
    'The platform has reported the language of the conversation.',
  ],
]);

const SLOTS = /** @type {const} */ ([
  ['header', 'Replaces picture, name and state in the header.'],
  ['launcher', 'Replaces the icon of the launcher.'],
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
