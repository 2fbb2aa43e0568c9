import { EventEmitter, once } from 'node:events';
import {
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type RequestListener,
  type Server,
} from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import express from 'express';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createJwtSigner } from '../../src/server/jwt-signer.js';
import { type FetchHandler, toNodeHandler } from '../../src/server/node-handler.js';
import { createTokenHandler } from '../../src/server/token-handler.js';
import { recordLogs } from '../support/record-logs.js';

let server: Server | undefined;

async function serve(listener: RequestListener): Promise<string> {
  server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

afterEach(async () => {
  server?.closeAllConnections();
  server?.close();
  if (server) await once(server, 'close');
  server = undefined;
});

/** Responds with the request as JSON. */
const mirror: FetchHandler = async (request, context) =>
  Response.json({
    method: request.method,
    url: request.url,
    headers: Object.fromEntries(request.headers),
    body: await request.text(),
    address: context.address,
  });

describe('a handler behind node:http', () => {
  it('sees the request as it was sent', async () => {
    const base = await serve(toNodeHandler(mirror));
    const answer = await fetch(`${base}/token?x=1`, { method: 'POST', headers: { 'x-a': 'b' }, body: 'Zoë' });
    expect(await answer.json()).toMatchObject({
      method: 'POST',
      url: `${base}/token?x=1`,
      headers: { 'x-a': 'b' },
      body: 'Zoë',
      address: '127.0.0.1',
    });
  });

  it('reads a large body whole, chunk by chunk', async () => {
    const base = await serve(
      toNodeHandler(async (request) => new Response(String((await request.arrayBuffer()).byteLength))),
    );
    const answer = await fetch(base, { method: 'POST', body: new Uint8Array(3_000_000) });
    expect(await answer.text()).toBe('3000000');
  });

  it('sends status, headers and each cookie', async () => {
    const headers = new Headers({ 'x-a': 'b' });
    headers.append('set-cookie', 'a=1');
    headers.append('set-cookie', 'b=2');
    const base = await serve(toNodeHandler(() => new Response('moved', { status: 418, headers })));
    const answer = await fetch(base);
    expect([answer.status, answer.headers.get('x-a'), await answer.text()]).toEqual([418, 'b', 'moved']);
    expect(answer.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
  });

  it('can respond before the body has ended, and the visitor receives the response', async () => {
    const base = await serve(
      toNodeHandler(async (request) => {
        await request.body?.cancel();
        return new Response('too much', { status: 413 });
      }),
    );
    const answer = await fetch(base, { method: 'POST', body: new Uint8Array(5_000_000) });
    expect([answer.status, await answer.text()]).toEqual([413, 'too much']);
  });

  it('that throws results in a 500 without a message', async () => {
    const base = await serve(
      toNodeHandler(() => {
        throw new Error('secret');
      }),
    );
    const answer = await fetch(base);
    expect([answer.status, await answer.text()]).toEqual([500, '']);
  });

  it('is not called for a request that the Fetch API cannot represent', async () => {
    const handler = vi.fn(mirror);
    const base = await serve(toNodeHandler(handler));
    const { port, hostname } = new URL(base);
    for (const lines of [
      'GET / HTTP/1.1\r\nHost: a b',
      'TRACE / HTTP/1.1\r\nHost: a',
      'GET //[/ HTTP/1.1\r\nHost: [',
    ]) {
      const socket = connect(Number(port), hostname);
      socket.write(`${lines}\r\nConnection: close\r\n\r\n`);
      const [head] = (await once(socket, 'data')) as [Buffer];
      expect(head.toString()).toMatch(/^HTTP\/1\.1 400 /);
    }
    expect(handler).not.toHaveBeenCalled();
  });

  it('keeps to its own host, whatever the path looks like', async () => {
    const base = await serve(toNodeHandler(mirror));
    const { port, hostname } = new URL(base);
    const request = httpRequest({ port, hostname, path: '//evil.example/token' }).end();
    const [response] = await once(request, 'response');
    let text = '';
    for await (const chunk of response) text += chunk;
    expect(new URL(JSON.parse(text).url).host).toBe(new URL(base).host);
  });

  it('gets an abort signal when the visitor closes the connection', async () => {
    const events = new EventEmitter();
    const asked = once(events, 'asked');
    const aborted = once(events, 'aborted');
    const base = await serve(
      toNodeHandler(async (request) => {
        request.signal.addEventListener('abort', () => events.emit('aborted'));
        events.emit('asked');
        await aborted;
        return new Response('too late');
      }),
    );
    const gone = new AbortController();
    const answer = fetch(base, { signal: gone.signal });
    await asked;
    gone.abort();
    await expect(answer).rejects.toThrow(/abort/);
    await aborted;
  });

  it('takes the address from clientAddress', async () => {
    const clientAddress = vi.fn(() => '203.0.113.7');
    const base = await serve(toNodeHandler(mirror, { clientAddress }));
    expect(await (await fetch(base)).json()).toMatchObject({ address: '203.0.113.7' });
  });
});

/** Reads the body like a host that does so before it calls a handler. */
async function readAll(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks);
}

describe('a body that a parser of the host has read', () => {
  const post = (base: string, body: string, type = 'application/json') =>
    fetch(base, { method: 'POST', body, headers: { 'content-type': type } });

  it.each<[string, PropertyDescriptor]>([
    [
      'throws when it is read, as on Vercel',
      {
        get() {
          throw new SyntaxError('Invalid JSON');
        },
      },
    ],
    ['cannot be JSON', { value: { big: 1n } }],
    [
      'refers to itself',
      {
        get() {
          const body: Record<string, unknown> = {};
          body.self = body;
          return body;
        },
      },
    ],
  ])('and that %s is a 400, and the server goes on', async (_name, body) => {
    const handler = vi.fn(mirror);
    const listener = toNodeHandler(handler);
    let isBad = true;
    const base = await serve((request, response) => {
      void (async () => {
        await readAll(request);
        Object.defineProperty(request, 'body', isBad ? body : { value: { name: 'jane' } });
        await listener(request, response);
      })();
    });
    expect((await post(base, '{"name":')).status).toBe(400);
    expect(handler).not.toHaveBeenCalled();
    isBad = false;
    expect(await (await post(base, '{}')).json()).toMatchObject({ body: '{"name":"jane"}' });
  });

  it.each<[string, unknown, string]>([
    ['a text', 'Zoë', 'Zoë'],
    ['bytes', Buffer.from('Zoë'), 'Zoë'],
    ['null', null, 'null'],
    ['an object', { name: 'Zoë' }, '{"name":"Zoë"}'],
    ['nothing', undefined, ''],
    ['a function', () => {}, ''],
  ])('and that is %s is passed on', async (_name, body, text) => {
    const listener = toNodeHandler(mirror);
    const base = await serve((request, response) => {
      void readAll(request).then(() => listener(Object.assign(request, { body }), response));
    });
    expect(await (await post(base, 'x')).json()).toMatchObject({ body: text });
  });

  it('is passed on unchanged when the host has stored it', async () => {
    const listener = toNodeHandler(mirror);
    const base = await serve((request, response) => {
      void readAll(request).then((rawBody) =>
        listener(Object.assign(request, { rawBody, body: { other: 1 } }), response),
      );
    });
    expect(await (await post(base, '{"name": "jane"}')).json()).toMatchObject({ body: '{"name": "jane"}' });
  });

  it('that was a form is encoded as a form again', async () => {
    const app = express().use(express.urlencoded({ extended: false }));
    app.post(
      '/',
      toNodeHandler(async (request) => Response.json([...(await request.formData()).entries()])),
    );
    const answer = await post(await serve(app), 'name=Zo%C3%AB&tag=a&tag=b', 'application/x-www-form-urlencoded');
    expect(await answer.json()).toEqual([
      ['name', 'Zoë'],
      ['tag', 'a'],
      ['tag', 'b'],
    ]);
  });

  it.each(['utf8', 'latin1', 'base64', 'hex', 'utf16le'] as const)(
    'whose encoding is set to %s arrives whole',
    async (encoding) => {
      const listener = toNodeHandler(mirror);
      const base = await serve((request, response) => void listener(request.setEncoding(encoding), response));
      expect(await (await post(base, 'Zoë and Jané, 1234')).json()).toMatchObject({ body: 'Zoë and Jané, 1234' });
    },
  );
});

describe('a visitor who closes the connection', () => {
  it.each(['while the body is being sent', 'while the answer is being made'])(
    '%s is no error in the log',
    async (when) => {
      const logger = vi.fn();
      const events = new EventEmitter();
      const asked = once(events, 'asked');
      const handler = createTokenHandler({
        signer: createJwtSigner({ clientId: 'cs-1', clientSecret: 'x'.repeat(32) }),
        async identify(request) {
          events.emit('asked');
          if (when.includes('answer')) {
            await new Promise((_resolve, reject) => {
              request.signal.addEventListener('abort', () => reject(new Error('the database call was aborted')));
            });
          }
          return { identity: await request.text() };
        },
        allowedOrigins: [],
        logger: recordLogs(logger),
      });
      const listener = toNodeHandler(handler);
      const done = once(events, 'done');
      const base = await serve((request, response) => {
        void listener(request, response).then(() => events.emit('done'));
        if (when.includes('body')) request.once('data', () => events.emit('asked'));
      });
      const isWhole = when.includes('answer');
      const request = httpRequest(base, { method: 'POST', headers: { 'content-length': isWhole ? 5 : 100 } }).on(
        'error',
        () => {},
      );
      request.write('jane!');
      await asked;
      request.destroy();
      await done;
      expect(logger.mock.calls.filter(([level]) => level !== 'debug')).toEqual([]);
    },
  );
});
