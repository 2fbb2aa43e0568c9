import { afterEach, expect, it, vi } from 'vitest';
import WebSocket from 'ws';
import { uploadHost } from '../../src/attachments/upload-host.js';
import { UploadList } from '../../src/attachments/upload-list.js';
import { type ChatClient, createChatClient } from '../../src/client/index.js';
import { type EmulatorOptions, startEmulator } from '../../src/emulator/index.js';
import { call, emulators } from '../emulator/platform-user.js';
import { fileOf } from './upload-world.js';

const started = emulators(startEmulator);
const clients: ChatClient[] = [];
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.disconnect()));
  await started.stop();
});

const until = (condition: () => boolean) => vi.waitUntil(condition, { interval: 5, timeout: 10_000 });

async function setUp(options: EmulatorOptions = {}) {
  const emulator = await started.start(options);
  const client = createChatClient({
    apiUrl: emulator.apiUrl,
    bot: emulator.bot,
    WebSocket,
    getJwt: async () => (await call(emulator.jwtUrl, { json: { identity: 'ann' } })).body.jwt as string,
  });
  clients.push(client);
  await client.connect();
  const list = new UploadList(uploadHost(client), undefined, () => {});
  return { emulator, client, list };
}

it('sends text and files as one message, and the files can be downloaded', async () => {
  const { emulator, client, list } = await setUp();
  const files = [fileOf(20, 'small.txt'), fileOf(2 * 2 ** 20 + 7, 'large.mp4', 'video/mp4')];
  list.add(files);
  await until(() => list.isComplete);
  await client.send({ text: 'see these', attachments: list.take() });
  const { message } = emulator.received
    .map(({ frame }) => frame as { message?: { attachments?: { fileUrl: string; fileType: string }[]; body?: string } })
    .find(({ message }) => message?.attachments)!;
  expect(message!.body).toBe('see these');
  expect(message!.attachments!.map(({ fileType }) => fileType)).toEqual(['attachment', 'video']);
  for (const [index, file] of files.entries()) {
    const stored = await (await fetch(message!.attachments![index]!.fileUrl)).arrayBuffer();
    expect(Buffer.from(stored).equals(Buffer.from(await file.arrayBuffer()))).toBe(true);
  }
});

it('retries a failed chunk', async () => {
  const { emulator, list } = await setUp({
    faults: [
      {
        match: { at: 'http', endpoint: 'attachment/chunk' },
        action: { type: 'status', status: 503 },
        after: 1,
        count: 1,
      },
      { match: { at: 'http', endpoint: 'attachment/commit' }, action: 'terminate', count: 1 },
    ],
  });
  list.add([fileOf(2 ** 20 + 1)]);
  await until(() => list.isComplete);
  expect(emulator.faults.hits).toHaveLength(2);
});

it('waits for the connection', async () => {
  const { client, list } = await setUp();
  await client.disconnect();
  list.add([fileOf(10)]);
  expect(list.items[0]!.state.status).toBe('waiting');
  await client.connect();
  await until(() => list.isComplete);
});
