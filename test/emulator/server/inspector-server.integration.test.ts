import { request } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import { type Emulator, startEmulator } from '../../../src/emulator/index.js';
import type { InspectorAction, InspectorEvent } from '../../../src/emulator/inspector/inspector-wire.js';
import { call, emulators, type Json, PlatformUser } from '../platform-user.js';

const all = emulators(startEmulator);
afterEach(all.stop);

/** fetch does not let a test choose these headers. */
function sendRequest(
  { url }: Emulator,
  path: string,
  { method = 'GET', headers = {}, body }: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<{ status: number; headers: Record<string, unknown>; text: string }> {
  return new Promise((resolve, reject) => {
    const outgoing = request(`${url}${path}`, { method, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => (text += part));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
    });
    outgoing.on('error', reject).end(body);
  });
}

const act = async (emulator: Emulator, action: InspectorAction) =>
  (await call(`${emulator.url}/_inspect/actions`, { json: action })).body;

/** The page's ear. */
class Ear {
  readonly events: InspectorEvent[] = [];
  readonly #end = new AbortController();

  static async open({ url }: Emulator): Promise<Ear> {
    const ear = new Ear();
    const response = await fetch(`${url}/_inspect/events`, { signal: ear.#end.signal });
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    void ear.#listen(response.body!);
    return ear;
  }

  async #listen(body: ReadableStream<Uint8Array>): Promise<void> {
    let text = '';
    try {
      const decoder = new TextDecoder();
      for await (const part of body as unknown as AsyncIterable<Uint8Array>) {
        text += decoder.decode(part, { stream: true });
        const blocks = text.split('\n\n');
        text = blocks.pop() ?? '';
        for (const block of blocks) {
          if (block.startsWith('data: ')) this.events.push(JSON.parse(block.slice(6)) as InspectorEvent);
        }
      }
    } catch {
      // The emulator has stopped, or the test has received enough.
    }
  }

  get entries() {
    return this.events.flatMap((event) => ('entries' in event ? event.entries : []));
  }

  get state() {
    return this.events.flatMap((event) => ('state' in event ? [event.state] : [])).at(-1);
  }

  close(): void {
    this.#end.abort();
  }
}

describe('who may use it', () => {
  test('the page has strict headers and none of CORS', async () => {
    const { status, headers, text } = await sendRequest(await all.start(), '/_inspect', {
      headers: { host: 'localhost:1' },
    });
    expect(status).toBe(200);
    expect(text).toContain('<title>Inspector');
    expect(headers['content-security-policy']).toContain("default-src 'none'; script-src 'self'");
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers['access-control-allow-origin']).toBeUndefined();
  });

  const post = { method: 'POST', body: '{"do":"clearFaults"}' };
  const json = { 'content-type': 'application/json' };
  test.each([
    ['a name that somebody points here', { headers: { host: 'evil.example' } }, 403],
    ['a page elsewhere', { ...post, headers: { ...json, origin: 'https://evil.example' } }, 403],
    ['a page of another port', { ...post, headers: { ...json, origin: 'http://127.0.0.1:1' } }, 403],
    ['a page without origin', { ...post, headers: { ...json, origin: 'null' } }, 403],
    ['a fetch from elsewhere', { headers: { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors' } }, 403],
    ['a form', { ...post, headers: { 'content-type': 'text/plain' } }, 415],
    ['a preflight', { method: 'OPTIONS', headers: { origin: 'https://evil.example' } }, 403],
  ])('%s is refused', async (_, how, status) => {
    const emulator = await all.start();
    emulator.faults.add({ match: { at: 'in' }, action: 'drop' });
    const answer = await sendRequest(emulator, '/_inspect/actions', how);
    expect(answer.status).toBe(status);
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
    expect(emulator.faults.rules).toHaveLength(1);
  });

  test('its own page, and a link from elsewhere to it, are let in', async () => {
    const emulator = await all.start();
    const own = { ...json, origin: emulator.url, 'sec-fetch-site': 'same-origin' };
    expect((await sendRequest(emulator, '/_inspect/actions', { ...post, headers: own })).status).toBe(200);
    const link = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' };
    expect((await sendRequest(emulator, '/_inspect', { headers: link })).status).toBe(200);
  });

  test.each([
    [{}, true],
    [{ inspector: false }, false],
    [{ host: '0.0.0.0' }, false],
    [{ host: '0.0.0.0', inspector: true }, true],
  ])('with %j it is there: %s', async (options, isThere) => {
    const { status } = await sendRequest(await all.start(options), '/_inspect');
    expect(status).toBe(isThere ? 200 : 404);
  });

  test('neither the pages beside the emulator nor its faults stand in the way', async () => {
    const emulator = await all.start({
      fallback: (_, response) => void response.end('mine'),
      faults: [{ match: { at: 'http' }, action: { type: 'status', status: 503 } }],
    });
    expect((await sendRequest(emulator, '/_inspect')).text).toContain('Inspector');
    expect((await sendRequest(emulator, '/elsewhere')).text).toBe('mine');
    expect((await sendRequest(emulator, '/_inspect/nothing')).status).toBe(404);
  });
});

describe('its events', () => {
  test('contain earlier and new entries and the users, without secrets', async () => {
    const user = await PlatformUser.of(await all.start());
    const line = await user.connect();
    line.sendMessage(`My token is ${user.token}`);
    await line.received('bot_response');
    const ear = await Ear.open(user.emulator);
    const frames = () => ear.entries.filter(([, { direction }]) => direction === 'in').length;
    await expect.poll(frames).toBe(1);
    line.sendMessage('live');
    await expect.poll(frames).toBe(2);
    const numbers = ear.entries.map(([number]) => number);
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));

    expect(ear.state).toMatchObject({ userCount: 1, muted: false, bot: user.emulator.bot });
    await expect
      .poll(() => ear.state?.users)
      .toEqual([expect.objectContaining({ identity: 'ann', sockets: [1], tokens: 1, messages: 4 })]);
    const events = JSON.stringify(ear.events);
    for (const secret of [user.token, user.jwt, user.emulator.clientSecret]) expect(events).not.toContain(secret);
    ear.close();
  });

  test('show a rule that code adds, which is not in the trace', async () => {
    const emulator = await all.start();
    const ear = await Ear.open(emulator);
    emulator.faults.add({ id: 'mine', match: { at: 'in' }, action: 'drop' });
    await expect
      .poll(() => ear.state?.rules, { timeout: 5000 })
      .toEqual([expect.objectContaining({ id: 'mine', fired: 0 })]);
    ear.close();
  });
});

describe('its actions', () => {
  test('send messages as the bot and as an agent', async () => {
    const user = await PlatformUser.of(await all.start());
    const line = await user.connect();
    expect(await act(user.emulator, { do: 'say', as: 'bot', content: 'Hello' })).toEqual({
      ok: true,
      message: 'Said to 1 user.',
    });
    expect(await act(user.emulator, { do: 'say', to: 'ann', as: 'agent', content: 'I am Ann.' })).toMatchObject({
      ok: true,
    });
    await line.answered('Hello', 'I am Ann.');
    expect(line.of('bot_response').map(({ fromAgent }) => fromAgent)).toEqual([undefined, true]);
  });

  test.each<[string, InspectorAction | Json, string]>([
    [
      'no such user',
      { do: 'say', to: 'zoe', as: 'bot', content: 'Hello' },
      'unable to send a message; there is no user zoe',
    ],
    ['no content', { do: 'say', as: 'bot', content: { a: 1 } }, 'unable to send this message'],
    [
      'a wrong rule',
      { do: 'addFaults', rules: { match: { at: 'in' }, action: 'explode' } },
      'unable to add the fault rule',
    ],
    ['no trace', { do: 'replay', trace: [] }, 'unable to replay; the trace is empty'],
    ['a wrong line', { do: 'replay', trace: [{ hello: 1 }] }, 'unable to replay; line 1 is not a trace entry'],
    [
      'a wrong speed',
      { do: 'replay', trace: [{ at: 1, direction: 'in' }], speed: -1 },
      'unable to replay; speed must be',
    ],
    ['no such action', { do: 'dance' }, 'unable to perform the action; its name is unknown'],
    ['no id', { do: 'removeFault' }, 'unable to perform the action; id must be a text'],
  ])('says why it cannot: %s', async (_, action, why) => {
    const user = await PlatformUser.of(await all.start());
    const { ok, message } = await act(user.emulator, action as InspectorAction);
    expect(ok).toBe(false);
    expect(message).toContain(why);
  });

  test('expire tokens, disconnect, mute, and remove faults', async () => {
    const user = await PlatformUser.of(await all.start());
    const { emulator } = user;
    const line = await user.connect();
    expect(await act(emulator, { do: 'expireTokens', user: 'ann' })).toMatchObject({ message: '1 token expired.' });
    expect(await act(emulator, { do: 'expireTokens' })).toMatchObject({ message: 'There was no token to expire.' });
    await act(emulator, { do: 'mute', on: true });
    expect(emulator.muted).toBe(true);
    await act(emulator, { do: 'addFaults', rules: [{ id: 'a', match: { at: 'in' }, action: 'drop' }] });
    await act(emulator, { do: 'removeFault', id: 'a' });
    expect(emulator.faults.rules).toEqual([]);
    expect(await act(emulator, { do: 'disconnect', how: 'close' })).toMatchObject({ message: '1 connection cut.' });
    expect(await line.ended()).toMatchObject({ code: 1011 });
  });

  test('stop a replay', async () => {
    const emulator = await all.start();
    const ear = await Ear.open(emulator);
    const messageAt = (at: number, body: string) => ({
      at,
      direction: 'in',
      socket: 1,
      user: 'ann',
      frame: { message: { body } },
    });
    const trace = [messageAt(0, 'at once'), messageAt(3_600_000, 'in an hour')];
    await act(emulator, { do: 'replay', trace });
    await expect.poll(() => ear.state?.replay).toEqual({ done: 1, total: 2 });
    expect(await act(emulator, { do: 'replay', trace })).toMatchObject({ ok: false });
    await act(emulator, { do: 'stopReplay' });
    await expect.poll(() => ear.state?.replay).toBeUndefined();
    expect(emulator.messages('ann')).toHaveLength(1);
    ear.close();
  });
});
