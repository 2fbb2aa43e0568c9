import { expect } from 'vitest';
import type { Content } from 'xo-rtm/emulator';
import { ChatWindow } from '../../support/chat-window.js';
import { scenarioTest, strictCsp } from '../../support/scenario.js';

const test = scenarioTest(import.meta.url, { csp: strictCsp('img-src http:') });

const BUTTONS: Content = {
  type: 'template',
  payload: {
    template_type: 'button',
    text: 'Which of *these*?',
    buttons: [{ type: 'postback', title: 'The first', payload: { list: ['a', { b: [] }] } }],
  },
} as Content;

const NAMES = ['children', 'key', 'ref', 'type', 'onclick', 'href', 'src', 'innerHTML', 'storage'];

/** Preact also reads these names of the arrays that components return, which cannot be prevented if it throws (docs/theming.md). */
const READ_OF_LISTS = ['type', 'key'];

/** Defines a property of all objects that throws when it is read, but that an object can still define for itself. */
const thrower = (name: string) => `
  Object.defineProperty(Object.prototype, '${name}', {
    configurable: true,
    get() { throw new Error('foreign'); },
    set(value) { Object.defineProperty(this, '${name}', { configurable: true, enumerable: true, writable: true, value }); },
  });`;

/** Scripts as old libraries and careless pages contain them. They run in the page before anything else. */
const POLLUTIONS: Record<string, string> = {
  dangerouslySetInnerHTML: `Object.prototype.dangerouslySetInnerHTML = { __html: '<b>foreign</b>' };`,
  ...Object.fromEntries(NAMES.map((name) => [name, `Object.prototype.${name} = 'foreign';`])),
  'names that throw': ['dangerouslySetInnerHTML', ...NAMES.filter((name) => !READ_OF_LISTS.includes(name))]
    .map(thrower)
    .join(''),
  'a toJSON of all objects': `Object.prototype.toJSON = () => 'foreign';`,
  'Prototype.js 1.6': `
    Array.prototype.toJSON = function () { return '[' + this.join(', ') + ']'; };
    String.prototype.toJSON = function () { return '"' + this + '"'; };
    Array.prototype.toArray = Array.prototype.entries = function () { return [].concat(this); };
    Array.prototype.each = function (run) { for (let at = 0; at < this.length; at++) run(this[at], at); return this; };
    Array.prototype.first = function () { return this[0]; };
    Array.from = (list) => { const all = []; for (let at = 0; at < (list.length || 0); at++) all.push(list[at]); return all; };
    Function.prototype.bind = function (self, ...first) { const run = this; return (...rest) => run.apply(self, [...first, ...rest]); };`,
};

test.for(Object.entries(POLLUTIONS))(
  'the chat renders and sends messages on a polluted page: %s',
  async ([, script], { context, site, emulator, watch }) => {
    watch.allowOrigin(emulator.url);
    watch.allowOrigin(site.origin);
    const page = await context.newPage();
    await page.addInitScript({ content: script });
    await page.goto(site.origin);
    const chat = new ChatWindow(page);
    // Counted from outside the page, because Playwright's own code in the page fails on some of these names.
    const messages = () => chat.conversation.locator('.message').count();
    await chat.send('Say "hello"');
    await expect.poll(messages).toBe(2);
    emulator.say(BUTTONS);
    const button = chat.conversation.getByRole('button', { name: 'The first' });
    await button.waitFor();
    await chat.conversation.locator('strong', { hasText: /^these$/ }).waitFor();
    await button.press('Enter');
    await expect.poll(messages).toBe(5);
    const bodies = emulator.received.flatMap(({ frame }) => {
      const { message } = (frame ?? {}) as { message?: { body?: string } };
      return message?.body ?? [];
    });
    expect(bodies).toEqual(['Say "hello"', '{"list":["a",{"b":[]}]}']);
    await page.close();
  },
);
