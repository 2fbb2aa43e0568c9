import { readdir } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { afterEach, describe, expect, it } from 'vitest';
import { startEmulator } from '../../../src/emulator/index.js';
import { call, emulators, PlatformUser } from '../platform-user.js';

const started = emulators(startEmulator);
afterEach(() => started.stop());

const BOUNDARY = 'a-boundary';

/** A body as the platform's own client sends it: files as base64 (protocol.md §1.10). */
function multipart(fields: Record<string, string>, file?: { name: string; content: Uint8Array | string }): RequestInit {
  const parts = Object.entries(fields).map(
    ([name, value]) => `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  if (file) {
    const { name, content } = file;
    const text = typeof content === 'string' ? content : Buffer.from(content).toString('base64');
    parts.push(
      `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"; filename="x"\r\nContent-Transfer-Encoding: base64\r\n\r\n${text}\r\n`,
    );
  }
  return {
    body: `${parts.join('')}--${BOUNDARY}--\r\n`,
    headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` },
  };
}

const DESCRIPTION = {
  filename: 'a note.txt',
  fileExtension: 'txt',
  fileContext: 'workflows',
  thumbnailUpload: 'false',
};

async function setUp(options: Parameters<typeof startEmulator>[0] = {}) {
  const emulator = await started.start(options);
  const user = await PlatformUser.of(emulator);
  const api = (path: string, { headers, ...init }: RequestInit = {}) =>
    call(`${emulator.apiUrl}${path}`, { method: 'POST', ...init, headers: { ...user.auth, ...headers } });
  const token = async () => (await api('attachment/file/token')).body.fileToken as string;
  const urlOf = async (fileId: unknown) => {
    const { body } = await api(`attachment/v2/stream/${emulator.bot.id}/file/${fileId}/url`, { method: 'GET' });
    return body.fileUrl as string;
  };
  return { emulator, user, api, token, urlOf };
}

const folders = async () => (await readdir(tmpdir())).filter((name) => name.startsWith('xo-rtm-files-'));

describe('attachments', () => {
  it('accepts a small file in one request, and serves it', async () => {
    const { api, urlOf } = await setUp();
    const { status, body } = await api(
      'attachment/file',
      multipart(DESCRIPTION, { name: 'file', content: Buffer.from('hällo') }),
    );
    expect(status).toBe(200);
    const response = await fetch(await urlOf(body.fileId));
    expect(await response.text()).toBe('hällo');
    expect(response.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''a%20note.txt");
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('lets a browser show pictures, and nothing that could run', async () => {
    const { api, urlOf } = await setUp();
    const type = async (filename: string) => {
      const fields = { ...DESCRIPTION, filename };
      const { body } = await api('attachment/file', multipart(fields, { name: 'file', content: Buffer.from('x') }));
      return (await fetch(await urlOf(body.fileId))).headers.get('content-type');
    };
    expect(await type('a.PNG')).toBe('image/png');
    expect(await type('a.html')).toBe('application/octet-stream');
    expect(await type('a.svg')).toBe('application/octet-stream');
  });

  it('joins chunks in order, each once, whatever their order of arrival', async () => {
    const { api, token, urlOf } = await setUp();
    const [path, messageToken] = [await token(), await token()];
    const chunk = (chunkNo: string, text: string) =>
      api(
        `attachment/file/${path}/chunk`,
        multipart({ chunkNo, messageToken }, { name: 'chunk', content: Buffer.from(text) }),
      );
    for (const [number, text] of [
      ['1', 'two '],
      ['0', 'wrong'],
      ['2', 'three'],
      ['0', 'one '],
    ] as const) {
      expect((await chunk(number, text)).status).toBe(200);
    }
    const commit = () =>
      api(`attachment/file/${path}`, {
        method: 'PUT',
        ...multipart({ ...DESCRIPTION, messageToken, totalChunks: '3' }),
      });
    const { body } = await commit();
    expect(await (await fetch(await urlOf(body.fileId))).text()).toBe('one two three');
    expect((await commit()).status).toBe(400);
  });

  it('limits the memory of bodies that are read at the same time', async () => {
    const { emulator, user, api } = await setUp({ maxFileBytes: 100_000, maxUploadBytes: 200_000 });
    const form = multipart(DESCRIPTION, { name: 'file', content: Buffer.alloc(75_000) });
    const { body, headers } = form;
    const slow = request(`${emulator.apiUrl}attachment/file`, {
      method: 'POST',
      headers: { ...user.auth, ...(headers as object), 'content-length': String((body as string).length + 50_000) },
    });
    slow.on('error', () => {});
    slow.write(body);
    const upload = async () => {
      const { status, headers: answered } = await api('attachment/file', form);
      return [status, answered.get('retry-after')];
    };
    // One body fits beside the slow one, and two do not.
    await expect
      .poll(async () => (await Promise.all([upload(), upload()])).some(([status]) => status === 503))
      .toBe(true);
    slow.destroy();
    await expect.poll(upload).toEqual([200, null]);
  });

  it('drops the oldest upload of others where all of them are too much', async () => {
    const { api, token } = await setUp({ maxFileBytes: 1000, maxUploadBytes: 2000 });
    const messageToken = await token();
    const tokens = [await token(), await token(), await token()];
    const chunk = (path: string, chunkNo: string) =>
      api(
        `attachment/file/${path}/chunk`,
        multipart({ chunkNo, messageToken }, { name: 'chunk', content: Buffer.alloc(400) }),
      );
    for (const path of tokens) expect((await chunk(path, '0')).status).toBe(200);
    expect((await chunk(tokens[2]!, '1')).status).toBe(200);
    expect(await chunk(tokens[0]!, '1')).toMatchObject({
      status: 400,
      body: { errors: [{ msg: 'Invalid file token' }] },
    });
    expect((await chunk(tokens[1]!, '1')).status).toBe(200);
  });

  it('refuses invalid requests', async () => {
    const { emulator, api, token } = await setUp({ maxFileBytes: 10 });
    const [path, messageToken] = [await token(), await token()];
    const file = (content: Uint8Array | string, fields: object = {}) =>
      api('attachment/file', multipart({ ...DESCRIPTION, ...fields }, { name: 'file', content }));
    expect((await file(Buffer.alloc(11))).status).toBe(413);
    expect((await file(Buffer.alloc(0))).status).toBe(400);
    expect((await file('?')).status).toBe(400);
    expect((await file(Buffer.from('x'), { fileContext: 'elsewhere' })).status).toBe(400);
    expect((await api('attachment/file', { body: '{}' })).status).toBe(400);
    const chunk = (to: string, fields: Record<string, string>, content = Buffer.from('x')) =>
      api(`attachment/file/${to}/chunk`, multipart(fields, { name: 'chunk', content }));
    expect((await chunk('nobody', { chunkNo: '0', messageToken })).status).toBe(400);
    expect((await chunk(path, { chunkNo: '0', messageToken: 'nobody' })).status).toBe(400);
    expect((await chunk(path, { chunkNo: '-1', messageToken })).status).toBe(400);
    expect((await chunk(path, { messageToken })).status).toBe(400);
    expect((await chunk(path, { chunkNo: '0', messageToken })).status).toBe(200);
    const fields = { ...DESCRIPTION, messageToken, totalChunks: '2' };
    expect((await api(`attachment/file/${path}`, { method: 'PUT', ...multipart(fields) })).status).toBe(400);
    const get = (url: string) => api(url, { method: 'GET' });
    expect((await get(`attachment/v2/stream/${emulator.bot.id}/file/nothing/url`)).status).toBe(404);
    expect((await get('attachment/v2/stream/st-other/file/nothing/url')).status).toBe(400);
    expect((await fetch(`${emulator.url}/files/nothing/key/a.txt`)).status).toBe(404);
    expect((await call(`${emulator.apiUrl}attachment/file/token`, { method: 'POST' })).status).toBe(401);
  });

  it('keeps the tokens of one user from another', async () => {
    const { emulator, token } = await setUp();
    const [path, messageToken] = [await token(), await token()];
    const other = await PlatformUser.of(emulator, 'bob');
    const body = multipart({ chunkNo: '0', messageToken }, { name: 'chunk', content: Buffer.from('x') });
    const headers = { ...other.auth, ...(body.headers as Record<string, string>) };
    const url = `${emulator.apiUrl}attachment/file/${path}/chunk`;
    expect((await call(url, { method: 'POST', ...body, headers })).status).toBe(400);
  });

  it('leaves no folder behind', async () => {
    const before = await folders();
    const { emulator, api } = await setUp();
    expect(await folders()).toEqual(before);
    await api('attachment/file', multipart(DESCRIPTION, { name: 'file', content: Buffer.from('x') }));
    const made = (await folders()).filter((name) => !before.includes(name));
    expect(made.length).toBeGreaterThan(0);
    await emulator.stop();
    // Other tests may make theirs at the same time: one of those that were new is gone.
    expect((await folders()).filter((name) => made.includes(name)).length).toBeLessThan(made.length);
  });
});
