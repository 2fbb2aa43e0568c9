import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { WholeChat } from '../../../src/widget/loader/page-script.js';
import { type ScriptApi, type ScriptConfig, startScript } from '../../../src/widget/loader/start-script.js';

const FIRST = Symbol.for('xo-rtm.script');
const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
const error = vi.spyOn(console, 'error').mockImplementation(() => {});
let running: Element | null;
let known: PropertyDescriptor | undefined;

beforeEach(() => {
  running = null;
  known = Object.getOwnPropertyDescriptor(Document.prototype, 'currentScript');
  Object.defineProperty(Document.prototype, 'currentScript', { configurable: true, get: () => running });
});
afterEach(() => {
  if (known) Object.defineProperty(Document.prototype, 'currentScript', known);
  else Reflect.deleteProperty(Document.prototype, 'currentScript');
  Reflect.deleteProperty(globalThis, FIRST);
  Reflect.deleteProperty(globalThis, 'XoChat');
  warn.mockClear();
  error.mockClear();
});

/** Runs a script as if from a tag with these attributes; without any, as a module. */
function run<Changes extends Partial<ScriptConfig>>(attributes: Record<string, string> | null, changes?: Changes) {
  running = attributes && document.createElement('script');
  for (const [name, value] of Object.entries(attributes ?? {})) running!.setAttribute(name, value);
  const plan = {
    file: 'xo-chat.js',
    folder: 'xo-chat/',
    version: '1.0.0',
    api: { mountChat: vi.fn() },
    allow: vi.fn<ScriptConfig['allow']>(),
    onAddress: vi.fn<NonNullable<ScriptConfig['onAddress']>>(),
    onStart: vi.fn<ScriptConfig['onStart']>(),
  };
  const api = startScript({ ...plan, ...changes });
  running = null;
  return { ...plan, ...(changes as Changes), api };
}

const page = () => (globalThis as { XoChat?: ScriptApi & Record<string, unknown> }).XoChat;
const lines = () => [...warn.mock.calls, ...error.mock.calls].map(([line]) => String(line));

describe('a script', () => {
  it('starts with its own address, and becomes the XoChat of the page', () => {
    const { onAddress, onStart, api } = run({ src: 'https://cdn.example/xo-chat.js' });
    expect(onAddress.mock.calls[0]![0]).toBe('https://cdn.example/xo-chat/');
    expect(onStart).toHaveBeenCalledTimes(1);
    expect(page()).toBe(api);
    expect(Object.keys(api).sort()).toEqual(['allow', 'base', 'mountChat', 'version']);
    expect([api.version, api.base]).toEqual(['1.0.0', undefined]);
    expect(lines()).toEqual([]);
  });

  it('prefers data-base of its own tag to XoChat.base, and that to its address', () => {
    Reflect.set(globalThis, 'XoChat', { base: 'https://b.example/' });
    const src = 'https://c.example/xo-chat.js';
    expect(run({ src, 'data-base': 'https://a.example' }).onAddress.mock.calls[0]![0]).toBe(
      'https://a.example/xo-chat/',
    );
    Reflect.deleteProperty(globalThis, FIRST);
    Reflect.set(globalThis, 'XoChat', { base: 'https://b.example/' });
    const second = run({ src });
    expect(second.onAddress.mock.calls[0]![0]).toBe('https://b.example/xo-chat/');
    expect(second.api.base).toBe('https://b.example/');
  });

  it('does not read attributes of another element', () => {
    document.body.innerHTML =
      '<script data-base="https://evil.example/" data-api-url="https://evil.example"></script><p id="XoChat" data-base="https://evil.example/"></p>';
    const { allow, onStart } = run({});
    expect(onStart).not.toHaveBeenCalled();
    expect(allow).not.toHaveBeenCalled();
    document.body.replaceChildren();
  });

  it.each([
    ['a module', null],
    ['inlined', {}],
  ])('logs what to set when it is %s, and starts when it is set', (_, attributes) => {
    const { onAddress, onStart } = run(attributes);
    expect(onStart).not.toHaveBeenCalled();
    expect(lines()).toEqual([
      expect.stringContaining('Set window.XoChat = { base } before it, or use xo-chat.all.js.'),
    ]);
    page()!.base = 'https://cdn.example/rtm';
    expect(onAddress.mock.calls[0]![0]).toBe('https://cdn.example/rtm/xo-chat/');
    expect(onStart).toHaveBeenCalledTimes(1);
    page()!.base = 'https://other.example/rtm';
    expect(onAddress).toHaveBeenCalledTimes(2);
    expect(onStart).toHaveBeenCalledTimes(1);
    expect(lines()).toHaveLength(1);
  });

  it('logs an invalid base', () => {
    const { onStart } = run({ src: '/xo-chat.js', 'data-base': 'https://' });
    expect(onStart).not.toHaveBeenCalled();
    expect(lines()).toEqual([expect.stringContaining('unable to draw the chat; https:// is no address.')]);
  });

  it.each([5, null, undefined, document.createElement('a')])('ignores the base %s, which is not a string', (base) => {
    const { api, onStart } = run(null);
    Reflect.set(api, 'base', base);
    expect(onStart).not.toHaveBeenCalled();
    expect(api.base).toBeUndefined();
  });

  it.each(['', 'https://'])('logs the invalid base %j when it is set later', (base) => {
    const { api, onStart } = run(null);
    Reflect.set(api, 'base', base);
    expect(onStart).not.toHaveBeenCalled();
    expect(lines()).toEqual(Array.from({ length: 2 }, () => expect.stringContaining('unable to draw the chat')));
  });

  it('needs no address without a folder', () => {
    const { onStart } = run(null, { file: 'xo-chat.all.js', folder: undefined } as unknown as Partial<ScriptConfig>);
    expect(onStart).toHaveBeenCalledTimes(1);
    expect(lines()).toEqual([]);
  });

  it('pins the platforms of its tag and of the page before it starts', () => {
    Reflect.set(globalThis, 'XoChat', { allow: ['https://a.example'] });
    const { allow, onStart } = run({ src: '/xo-chat.js', 'data-api-url': 'https://b.example' });
    expect(allow).toHaveBeenCalledExactlyOnceWith(['https://a.example', 'https://b.example']);
    expect(allow.mock.invocationCallOrder[0]).toBeLessThan(onStart.mock.invocationCallOrder[0]!);
  });

  it('applies an invalid pin, so that nothing is allowed, and logs it', () => {
    const allow = vi.fn(() => {
      throw new TypeError('unable to pin platforms');
    });
    const { onStart } = run({ src: '/xo-chat.js', 'data-api-url': '' }, { allow });
    expect(allow).toHaveBeenCalledWith(['']);
    expect(onStart).toHaveBeenCalledTimes(1);
    expect(lines()).toEqual([expect.stringContaining('unable to pin platforms')]);
  });
});

describe('two scripts on one page', () => {
  const chat = (): WholeChat => ({ defineXoChat: vi.fn(), allow: vi.fn() });
  const src = '/xo-chat.js';
  const whole = () => ({ chat: chat(), api: { mountChat: vi.fn() } });
  const loader = () => ({ file: 'xo-chat-loader.js', adopt: vi.fn(), api: { load: vi.fn(), use: vi.fn() } });

  it('make one chat: the first stays, and the other one logs a warning', () => {
    const first = run({ src }, whole());
    const second = run({ src }, { ...whole(), version: '2.0.0' });
    expect(page()).toBe(first.api);
    expect(second.onStart).not.toHaveBeenCalled();
    expect(page()!.mountChat).toBe(Reflect.get(first.api, 'mountChat'));
    expect(lines()).toEqual([
      '[xo-rtm] xo-chat.js 2.0.0 does nothing; xo-chat.js 1.0.0 draws the chats of this page. Load one, once.',
    ]);
  });

  it('share one chat and all names when the loader comes first', () => {
    const first = run({ src }, loader());
    const second = run({ src }, whole());
    expect(first.adopt).toHaveBeenCalledExactlyOnceWith(second.chat);
    expect(second.onStart).not.toHaveBeenCalled();
    expect(page()).toBe(first.api);
    expect(Object.keys(page()!).sort()).toEqual(['allow', 'base', 'load', 'mountChat', 'use', 'version']);
    expect(lines()).toHaveLength(1);
  });

  it('share one chat and all names when the loader comes last', () => {
    const first = run({ src }, whole());
    const second = run({ src }, loader());
    expect(second.adopt).toHaveBeenCalledExactlyOnceWith(first.chat);
    expect(second.onStart).not.toHaveBeenCalled();
    expect(page()).toBe(first.api);
    expect(Object.keys(page()!).sort()).toEqual(['allow', 'base', 'load', 'mountChat', 'use', 'version']);
    expect(lines()).toHaveLength(1);
  });

  it('leave the page to the one that can locate its parts', () => {
    run(null, whole());
    const second = run({ src }, whole());
    expect(page()).toBe(second.api);
    expect(second.onStart).toHaveBeenCalledTimes(1);
  });

  it('pin the platforms of both tags in the active one', () => {
    const first = run({ src }, whole());
    run({ src, 'data-api-url': 'https://b.example' }, whole());
    expect(first.allow).toHaveBeenCalledExactlyOnceWith(['https://b.example']);
  });
});
