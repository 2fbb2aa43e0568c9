import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, inject, it } from 'vitest';

const run = promisify(execFile);
const consumer = inject('consumer');

/** Names that users import. Others may be added, but none of these may be removed. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  'xo-rtm': [
    'createChatClient',
    'isXoError',
    'XoError',
    'TokenError',
    'ConnectionError',
    'ProtocolError',
    'HttpError',
    'DeliveryError',
    'ConfigError',
  ],
  'xo-rtm/worker': ['createChatClient', 'isXoError', 'XoError'],
  'xo-rtm/widget': ['mountChat', 'registerTemplate'],
  'xo-rtm/attachments': ['createUploads'],
  'xo-rtm/templates': ['isTemplate', 'parseTemplate'],
  'xo-rtm/react': ['useChat', 'useChatState', 'XoChat'],
  'xo-rtm/server': ['createJwtSigner', 'createTokenHandler'],
  'xo-rtm/admin': [
    'createAdminClient',
    'MissingScopeError',
    'JobFailedError',
    'isXoError',
    'HttpError',
    'textOfMessage',
  ],
  'xo-rtm/emulator': ['startEmulator', 'emulatorFixture'],
};

/** Subpaths that a page or a worker loads. They may not call any service of the runtime while they load. */
const BROWSER = ['xo-rtm', 'xo-rtm/worker', 'xo-rtm/widget', 'xo-rtm/attachments', 'xo-rtm/templates', 'xo-rtm/react'];

interface Observation {
  names: string[];
  changedGlobals: string[];
  newListeners: string[];
  newResources: string[];
  calls: string[];
}

/**
 * Imports a subpath in a new process, and returns how the import has changed the process. Node creates some globals at their first
 * use, so the script takes a snapshot of all of them before the one that it compares with.
 */
const observe = async (specifier: string, withTraps: boolean): Promise<Observation> => {
  const script = `
    const roots = { globalThis, Object: Object.prototype, Array: Array.prototype, Function: Function.prototype,
      Promise: Promise.prototype, String: String.prototype, EventTarget: EventTarget.prototype };
    const snapshot = () => {
      const seen = new Map();
      for (const [root, object] of Object.entries(roots))
        for (const key of Reflect.ownKeys(object)) {
          const { value, get } = Object.getOwnPropertyDescriptor(object, key);
          seen.set(root + '.' + String(key), object === globalThis ? object[key] : (get ?? value));
        }
      return seen;
    };
    const calls = [];
    const setImmediateItself = setImmediate;
    const traps = { setTimeout, setInterval, setImmediate, queueMicrotask, fetch };
    if (${withTraps}) {
      for (const name of Object.keys(traps)) globalThis[name] = () => void calls.push(name);
      for (const name of ['log', 'info', 'warn', 'error', 'debug']) console[name] = () => void calls.push('console.' + name);
      globalThis.WebSocket = class { constructor() { calls.push('WebSocket'); } };
      Date.now = () => { calls.push('Date.now'); return 0; };
      Math.random = () => { calls.push('Math.random'); return 0; };
    }
    snapshot();
    const before = snapshot();
    const listeners = () => process.eventNames().map((name) => String(name) + process.listenerCount(name));
    const listenersBefore = listeners();
    const resourcesBefore = process.getActiveResourcesInfo();
    const module = await import(${JSON.stringify(specifier)});
    // Handles of the module loader close in the next turn of the event loop.
    await new Promise((done) => setImmediateItself(done));
    const newResources = process.getActiveResourcesInfo();
    for (const known of resourcesBefore) if (newResources.includes(known)) newResources.splice(newResources.indexOf(known), 1);
    const after = snapshot();
    const changed = [...new Set([...before.keys(), ...after.keys()])].filter((key) => !Object.is(before.get(key), after.get(key)));
    process.stdout.write(JSON.stringify({
      names: Object.keys(module), changedGlobals: changed, calls, newResources,
      newListeners: listeners().filter((name) => !listenersBefore.includes(name)),
    }));
  `;
  const args = ['--no-warnings', '--input-type=module', '--eval', script];
  // If a timer or a socket kept the process alive, the time limit would be exceeded.
  const { stdout, stderr } = await run(process.execPath, args, { cwd: consumer, timeout: 20_000 });
  expect(stderr).toBe('');
  return JSON.parse(stdout) as Observation;
};

describe.each(Object.entries(NAMES))('%s in plain Node', (specifier, names) => {
  it('can be imported without side effects on the process', async () => {
    const observed = await observe(specifier, false);
    expect(observed.names).toEqual(expect.arrayContaining([...names]));
    expect(observed).toMatchObject({ changedGlobals: [], newListeners: [], newResources: [] });
  });

  it('can be loaded with require(), too', async () => {
    const script = `process.stdout.write(JSON.stringify(Object.keys(require(${JSON.stringify(specifier)}))))`;
    const { stdout } = await run(process.execPath, ['--no-warnings', '--input-type=commonjs', '--eval', script], {
      cwd: consumer,
      timeout: 20_000,
    });
    expect(JSON.parse(stdout)).toEqual(expect.arrayContaining([...names]));
  });
});

describe.each(BROWSER)('%s', (specifier) => {
  it('uses no time, randomness, network or console while it loads', async () => {
    expect((await observe(specifier, true)).calls).toEqual([]);
  });
});

describe('the error classes of one runtime', () => {
  const dist = pathToFileURL(join(consumer, 'node_modules/xo-rtm/dist/')).href;
  const load = (file: string) => import(/* @vite-ignore */ `${dist}${file}`);

  it.each([
    ['pages', 'index.js', 'attachments/index.js'],
    ['workers', 'worker.js', 'attachments/index.worker.js'],
    ['Node', 'index.node.js', 'attachments/index.node.js'],
  ])('are the same in the client and in uploads: %s', async (_, client, attachments) => {
    const { ProtocolError, XoError } = await load(client);
    const { createUploads } = await load(attachments);
    const request = async (path: string) => (path.endsWith('token') ? { fileToken: 't' } : {});
    const host = { bot: { id: 'st-1' }, state: { status: 'ready' }, request, subscribe: () => () => {} };
    const uploads = createUploads(host);
    const failed = new Promise<{ error: unknown }>((resolve) => {
      uploads.subscribe(() => {
        const { state } = uploads.items[0];
        if (state.status === 'failed') resolve(state);
      });
    });
    uploads.add(new File(['text'], 'notes.txt'));
    const { error } = await failed;
    expect(error).toBeInstanceOf(ProtocolError);
    expect(error).toBeInstanceOf(XoError);
    expect(error).toMatchObject({ code: 'XO_PROTOCOL_ANSWER', message: expect.stringContaining('fileId') });
  });
});

describe('the command', () => {
  it('starts from the installed package and prints its help', async () => {
    const { stdout } = await run(process.execPath, ['node_modules/xo-rtm/dist/cli/index.js', '--help'], {
      cwd: consumer,
      timeout: 20_000,
    });
    expect(stdout).toMatch(/xo-rtm[\s\S]*\bemulator\b/);
  });
});

describe('a path that is not exported', () => {
  it.each(['xo-rtm/dist/index.js', 'xo-rtm/src/index.ts', 'xo-rtm/client'])(
    'cannot be imported: %s',
    async (specifier) => {
      const script = `await import(${JSON.stringify(specifier)})`;
      await expect(run(process.execPath, ['--input-type=module', '--eval', script], { cwd: consumer })).rejects.toThrow(
        'ERR_PACKAGE_PATH_NOT_EXPORTED',
      );
    },
  );
});
