import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { startDemo } from '../../demo/server/demo.mjs';
import { createChatClient } from '../../src/client/index.js';
import { lanAddress } from '../../src/emulator/index.js';
import { silentLogger } from '../../src/lib/logger.js';

const START = fileURLToPath(new URL('../../demo/start.mjs', import.meta.url));

let running: ChildProcess | undefined;
let occupant: Server | undefined;
let demo: Awaited<ReturnType<typeof startDemo>> | undefined;

afterEach(async () => {
  if (running?.exitCode === null && running.signalCode === null) {
    running.kill('SIGKILL');
    await once(running, 'exit');
  }
  running = undefined;
  await demo?.stop();
  demo = undefined;
  occupant?.close();
  occupant = undefined;
});

/** Chunks of the script tag. */
const DIST = fileURLToPath(new URL('../../dist/xo-chat/', import.meta.url));

/** Runs `npm start` without the build. */
function run(PORT: string, ...args: string[]) {
  const child = spawn(process.execPath, [START, ...args], {
    env: { ...process.env, PORT },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running = child;
  const printed = { out: '', err: '' };
  child.stdout.on('data', (text) => (printed.out += text));
  child.stderr.on('data', (text) => (printed.err += text));
  const lines = () => printed.out.trim().split('\n');
  return {
    child,
    printed,
    lines,
    /** Waits for the address, which is the last line. */
    async address() {
      while (!/^http:\S+$/.test(lines().at(-1)!)) {
        await Promise.race([once(child.stdout, 'data'), once(child, 'exit').then(() => Promise.reject(printed.err))]);
      }
      return lines().at(-1)!;
    },
  };
}

const start = (port = '0') => run(port).address();

const originOf = (address: string) => new URL(address).origin;

/** Visits the demo like a browser, with a cookie and the origin of the page. */
async function visit(origin: string) {
  const headers: Record<string, string> = { origin };
  const first = await fetch(`${origin}/token`, { method: 'POST', headers });
  headers.cookie = first.headers.getSetCookie()[0]!.split(';')[0]!;
  return {
    headers,
    token: async () => (await (await fetch(`${origin}/token`, { method: 'POST', headers })).json()) as { jwt: string },
    act: (name: string, more = {}) =>
      fetch(`${origin}/demo/actions/${name}`, { method: 'POST', headers: { ...headers, ...more } }),
  };
}

const chatWith = (origin: string, getJwt: () => string | Promise<string>) =>
  createChatClient({
    apiUrl: origin,
    bot: { name: 'Demo Bot', id: 'st-demo' },
    getJwt,
    WebSocket,
    logger: silentLogger,
  });

describe('the address', () => {
  it('is printed as the last line, and serves the live page', async () => {
    const { address, lines } = run('0');
    const plain = await address();
    expect(plain).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
    expect(lines().at(-1)).toBe(plain);
    const page = await (await fetch(plain)).text();
    expect(page).toContain('<title>xo-rtm · Live demo</title>');
    expect(await (await fetch(`${plain}index.html`)).text()).toBe(page);
  });
});

describe('the pages of the demo', () => {
  it('are served under the strictest policy, with all files that they load', async () => {
    const address = await start();
    const origin = originOf(address);
    const pages = [address, `${origin}/script-tag.html`, `${origin}/headless.html`, `${origin}/gallery.html`];
    const files = new Set<string>();
    for (const page of pages) {
      const response = await fetch(page);
      expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
      const policy = response.headers.get('content-security-policy')!.split('; ');
      expect(policy).toEqual(
        expect.arrayContaining([
          "default-src 'none'",
          "script-src 'self'",
          "style-src 'self'",
          "frame-ancestors 'none'",
          "require-trusted-types-for 'script'",
        ]),
      );
      expect(policy.join()).not.toContain('unsafe');
      expect(response.headers.get('x-content-type-options')).toBe('nosniff');
      const html = await response.text();
      expect(html).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=|__ORIGIN__/);
      for (const [, url] of html.matchAll(/(?:src|href)="([^"#]+)"/g)) files.add(new URL(url!, page).href);
      for (const other of pages) expect(html).toContain(`href="${new URL(other).pathname}"`);
    }
    expect(files.size).toBeGreaterThan(8);
    for (const file of files) {
      const response = await fetch(file);
      expect([file, response.status, new URL(file).origin]).toEqual([file, 200, origin]);
    }
  });

  it('have every sample of a template for the gallery', async () => {
    const origin = originOf(await start());
    const samples = (await (await fetch(`${origin}/gallery/templates.json`)).json()) as Record<string, object>;
    expect(Object.keys(samples).length).toBeGreaterThan(50);
    // From another origin than the page, because the window does not embed pages of its own origin.
    const { url } = (samples.audio as { payload: { url: string } }).payload;
    expect(new URL(url).origin).toBe(origin.replace('127.0.0.1', 'localhost'));
    expect((await fetch(url, { headers: { 'sec-fetch-site': 'cross-site' } })).headers.get('content-type')).toBe(
      'audio/wav',
    );
  });

  it('show the headless client in ten lines', async () => {
    const script = await (await fetch(`${originOf(await start())}/headless.js`)).text();
    expect(script.split('\n').filter((line) => line.trim() !== '')).toHaveLength(10);
  });

  it('include the lazy chunks of the script tag', async () => {
    const origin = originOf(await start());
    const script = await (await fetch(`${origin}/xo-chat.js`)).text();
    const later = (await readdir(DIST)).filter((name) => name.endsWith('.js'));
    expect(later.length).toBeGreaterThan(0);
    for (const name of later) {
      expect((await fetch(`${origin}/xo-chat/${name}`)).status).toBe(200);
    }
    expect(later.some((name) => script.includes(name))).toBe(true);
  });

  it('are the only files that can be read', async () => {
    const origin = originOf(await start());
    const { port, hostname } = new URL(origin);
    for (const path of [
      '/package.json',
      '/../package.json',
      '/..%2fserver%2fdemo.mjs',
      '/dist/../package.json',
      '/dist/..%2f..%2fpackage.json',
      '/dist/%2e%2e/package.json',
      '/xo-chat/../../package.json',
      '/xo-chat/',
      '/%00',
      '/%',
      '/dist/',
      '/nothing.html',
    ]) {
      const socket = connect(Number(port), hostname);
      socket.write(`GET ${path} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nConnection: close\r\n\r\n`);
      const [head] = (await once(socket, 'data')) as [Buffer];
      expect(head.toString(), path).toMatch(/^HTTP\/1\.1 404 /);
    }
    expect((await fetch(`${origin}/script-tag.html`, { method: 'DELETE' })).status).toBe(405);
  });
});

describe('the token endpoint of the demo', () => {
  it('gives a visitor the same identity each time, and no token to other pages', async () => {
    const origin = originOf(await start());
    const nameOf = ({ jwt }: { jwt: string }) =>
      JSON.parse(Buffer.from(jwt.split('.')[1]!, 'base64url').toString()).sub;
    const [jane, joe] = [await visit(origin), await visit(origin)];
    expect(nameOf(await jane.token())).toBe(nameOf(await jane.token()));
    expect(nameOf(await jane.token())).not.toBe(nameOf(await joe.token()));
    const foreign = await fetch(`${origin}/token`, { method: 'POST', headers: { origin: 'https://evil.example' } });
    expect(foreign.status).toBe(403);
  });
});

describe('a returning visitor', () => {
  it('is greeted once, and gets the same conversation', async () => {
    const origin = originOf(await start());
    const jane = await visit(origin);
    const getJwt = async () => (await jane.token()).jwt;
    const first = chatWith(origin, getJwt);
    await first.connect();
    await first.send('Remember me');
    await expect.poll(() => first.messages.map(({ text }) => text)).toContain('You said: Remember me');
    await first.disconnect();

    const again = chatWith(origin, getJwt);
    await again.connect();
    await again.loadHistory();
    await again.send('Here I am');
    await expect.poll(() => again.messages.map(({ text }) => text)).toContain('You said: Here I am');
    expect(again.messages.map(({ text }) => text)).toEqual([
      expect.stringMatching(/^Hello! I am the demo bot/),
      'Remember me',
      'You said: Remember me',
      'Here I am',
      'You said: Here I am',
    ]);
    await again.disconnect();
  });

  it('is not confused with the visitor of another demo on this machine', async () => {
    const nameOfCookie = async (origin: string) =>
      (await fetch(`${origin}/token`, { method: 'POST', headers: { origin } })).headers
        .getSetCookie()[0]!
        .split('=')[0];
    const [one, other] = [run('0'), run('0')];
    try {
      const names = await Promise.all([one, other].map(async ({ address }) => nameOfCookie(originOf(await address()))));
      expect(new Set(names).size).toBe(2);
    } finally {
      one.child.kill();
      await once(one.child, 'exit');
    }
  });
});

describe('the trace', () => {
  it('shows visitors only their own frames, without secrets', async () => {
    const origin = originOf(await start());
    const [jane, joe] = [await visit(origin), await visit(origin)];
    const [janes, joes] = [await trace(origin, jane.headers), await trace(origin, joe.headers)];
    const jwts: string[] = [];
    const client = chatWith(origin, async () => {
      jwts.push((await jane.token()).jwt);
      return jwts.at(-1)!;
    });
    await client.connect();
    await client.send('A word from Jane');
    await janes.until('"type":"ack"');
    expect(janes.text()).toContain('A word from Jane');
    expect((await jane.act('other-tab')).status).toBe(200);
    await janes.until('"type":"user_message"');
    await client.disconnect();
    await janes.until('"closed"');

    for (const secret of [...jwts, ...jwts.flatMap((jwt) => jwt.split('.').slice(1))]) {
      expect(janes.text()).not.toContain(secret);
    }
    expect(janes.text()).not.toMatch(/sid=(?!\[redacted)|bearer [\w-]{20}/i);
    const other = chatWith(origin, async () => (await joe.token()).jwt);
    await other.connect();
    await joe.act('bot-hello');
    await joes.until('Hello! I speak');
    expect(joes.text()).not.toContain('Jane');
    await other.disconnect();
    janes.close();
    joes.close();
  });
});

/** Reads server-sent events as text. */
async function trace(origin: string, headers: Record<string, string>) {
  const gone = new AbortController();
  const response = await fetch(`${origin}/demo/trace`, { headers, signal: gone.signal });
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  const until = async (words: string) => {
    while (!text.includes(words)) text += (await reader.read()).value ?? '';
  };
  await until('event: ready');
  return { until, text: () => text, close: () => gone.abort() };
}

describe('the buttons', () => {
  it('only work for visitors of the demo’s own pages', async () => {
    const origin = originOf(await start());
    const { act, headers } = await visit(origin);
    expect((await act('bot-hello')).status).toBe(200);
    expect((await act('toString')).status).toBe(404);
    expect((await act('cut', { origin: 'https://evil.example' })).status).toBe(403);
    expect((await act('cut', { cookie: '' })).status).toBe(409);
    const withoutOrigin = await fetch(`${origin}/demo/actions/cut`, {
      method: 'POST',
      headers: { cookie: headers.cookie! },
    });
    expect(withoutOrigin.status).toBe(403);
  });

  it('report that there is no connection to cut', async () => {
    const { act } = await visit(originOf(await start()));
    for (const name of ['cut', 'expire']) {
      const response = await act(name);
      expect([response.status, await response.json()]).toEqual([
        409,
        { message: 'There is no connection to cut right now. Wait until the chat is online again.' },
      ]);
    }
  });

  it('simulate an outage, and messages that are sent meanwhile arrive once and in order', async () => {
    demo = await startDemo({ port: 0, log: () => {}, downMs: 2000 });
    const origin = originOf(demo.url);
    const [jane, joe] = [await visit(origin), await visit(origin)];
    const client = chatWith(origin, async () => (await jane.token()).jwt);
    await client.connect();
    const lost = new Promise((resolve) => client.once('state', resolve));
    expect(await (await jane.act('down')).json()).toMatchObject({ downMs: 2000 });
    await lost;
    const sent = [client.send('one'), client.send('two')];
    expect((await jane.act('other-tab')).status).toBe(409);
    await expect.poll(() => client.messages.filter(({ status }) => status === 'queued').length).toBe(2);

    // Other visitors are not affected.
    const other = chatWith(origin, async () => (await joe.token()).jwt);
    await other.connect();
    await other.disconnect();

    // Retries like the window's “Try now”, so that the test does not have to wait for a long pause.
    const retries = setInterval(() => client.state.status === 'waiting' && client.connect().catch(() => {}), 250);
    await Promise.all(sent);
    clearInterval(retries);
    const own = client.messages.filter(({ from }) => from === 'user').map(({ text, status }) => [text, status]);
    expect(own).toEqual([
      ['one', 'delivered'],
      ['two', 'delivered'],
    ]);
    await client.disconnect();
  });
});

describe('the port', () => {
  it('that is taken is replaced by the next free one, with a notice', async () => {
    occupant = createServer().listen(0, '127.0.0.1');
    await once(occupant, 'listening');
    const { port } = occupant.address() as AddressInfo;
    const { address, lines } = run(String(port));
    const used = Number(new URL(await address()).port);
    expect(used).toBeGreaterThan(port);
    expect(lines()).toContain(`Port ${port} is taken; using ${used} instead.`);
  });

  it.each(['abc', '-1', '65536', '80.5', ' '])('%j is refused with an error', async (port) => {
    const { child, printed } = run(port);
    const [code] = await once(child, 'exit');
    expect([code, printed.out]).toEqual([1, '']);
    expect(printed.err).toMatch(/^unable to start the demo; PORT is .*\n$/);
  });
});

describe('in the local network', () => {
  const address = lanAddress();

  it('it listens only on that address, prints a notice, and only its own pages get tokens', async () => {
    const { address: addressOf, child, printed, lines } = run('0', '--lan');
    if (address === undefined) {
      await once(child, 'exit');
      expect(printed.err).toContain('--lan finds no address of a local network');
      return;
    }
    const origin = originOf(await addressOf());
    const { hostname, port } = new URL(origin);
    expect(hostname).toBe(address);
    expect(lines()).toContain('Open to your network: every device in it can use this address, as any visitor.');
    await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow();
    const token = async (from: string) =>
      (await fetch(`${origin}/token`, { method: 'POST', headers: { origin: from } })).status;
    expect(await token(origin)).toBe(200);
    for (const from of [`http://${address}:1`, `http://localhost:${port}`, 'https://evil.example']) {
      expect([from, await token(from)]).toEqual([from, 403]);
    }
    // It is not a loopback address, so clients must allow plain http explicitly.
    for (const file of ['live.js', 'headless.js']) {
      expect(await (await fetch(`${origin}/${file}`)).text()).toContain(
        'apiUrl: location.origin, allowInsecure: true,',
      );
    }
    const page = await (await fetch(`${origin}/script-tag.html`)).text();
    expect(page).toContain(`api-url="${origin}"\n  allow-insecure\n`);
    expect(page).not.toContain('/_inspect');
  });

  it('on this machine only, pages do not allow insecure connections', async () => {
    const origin = originOf(await start());
    for (const file of ['live.js', 'headless.js', 'script-tag.html']) {
      expect(await (await fetch(`${origin}/${file}`)).text()).not.toMatch(/allow-?insecure/i);
    }
  });

  it.each([
    [['--lan', '--host', '127.0.0.1'], 'cannot be used together'],
    [['--host', '0.0.0.0'], 'is every address'],
    [['--host', '203.0.113.77'], '203.0.113.77 is not an address of this machine'],
    [['--lann'], '--lann'],
  ])('%j is refused with an error', async (args, why) => {
    const { child, printed } = run('0', ...args);
    const [code] = await once(child, 'exit');
    expect([code, printed.out]).toEqual([1, '']);
    expect(printed.err).toMatch(/^unable to start the demo; /);
    expect(printed.err).toContain(why);
  });
});

describe('the end', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('by %s is clean, also with open chats and traces', async (signal) => {
    const { child, address, printed } = run('0');
    const origin = originOf(await address());
    const { headers, token } = await visit(origin);
    const open = await trace(origin, headers);
    const { jwt } = await token();
    const client = chatWith(origin, () => jwt);
    await client.connect();
    child.kill(signal);
    const [code] = await once(child, 'exit');
    expect([code, printed.err]).toEqual([0, '']);
    await expect(fetch(origin)).rejects.toThrow();
    await client.disconnect();
    open.close();
  });
});
