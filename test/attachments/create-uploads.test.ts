import { afterEach, describe, expect, it, vi } from 'vitest';
import { createUploads } from '../../src/attachments/create-uploads.js';
import { FakeChatClient } from '../support/fake-chat-client.js';
import { fileOf, UploadWorld } from './upload-world.js';

const until = (condition: () => boolean) => vi.waitUntil(condition, { interval: 1, timeout: 5000 });

function setUp() {
  const world = new UploadWorld();
  const client = new FakeChatClient();
  client.request = ((path: string, options: never) => world.request(path, options)) as typeof client.request;
  client.ready();
  return { world, client, uploads: createUploads(client, { maxFiles: 2 }) };
}

afterEach(() => vi.restoreAllMocks());

describe('createUploads', () => {
  it('uploads one file or several, and returns those that break a limit', async () => {
    const { uploads } = setUp();
    expect(uploads.limits).toMatchObject({ maxFiles: 2, maxBytes: 25 * 2 ** 20 });
    expect(uploads.add(fileOf(100, 'a.png', 'image/png'))).toEqual([]);
    const [b, c] = [fileOf(100, 'b.png', 'image/png'), fileOf(100, 'c.png', 'image/png')];
    expect(uploads.add([b, c])).toEqual([{ file: c, why: 'too-many' }]);
    expect([uploads.isBusy, uploads.isComplete]).toEqual([true, false]);
    await until(() => uploads.isComplete);
    expect(uploads.isBusy).toBe(false);
    expect(uploads.take().map(({ fileName }) => fileName)).toEqual(['a.png', 'b.png']);
    expect(uploads.items).toEqual([]);
  });

  it('waits while the client is not connected', async () => {
    const { world, client, uploads } = setUp();
    client.set({ state: { status: 'offline' } });
    uploads.add(fileOf(100, 'a.png', 'image/png'));
    await Promise.resolve();
    expect(world.requests).toEqual([]);
    client.ready();
    await until(() => uploads.isComplete);
  });

  it('take() leaves the files that have not been uploaded', async () => {
    const { world, uploads } = setUp();
    uploads.add(fileOf(100, 'a.png', 'image/png'));
    await until(() => uploads.isComplete);
    world.answer = () => new Promise(() => {});
    uploads.add(fileOf(100, 'b.png', 'image/png'));
    expect(uploads.take().map(({ fileName }) => fileName)).toEqual(['a.png']);
    expect(uploads.items.map(({ file }) => file.name)).toEqual(['b.png']);
    uploads.destroy();
  });

  it('notifies each subscriber of each change, and keeps the reference of items in between', async () => {
    const { uploads } = setUp();
    const seen: unknown[] = [];
    const remove = uploads.subscribe(() => seen.push(uploads.items));
    expect(uploads.items).toBe(uploads.items);
    uploads.add(fileOf(100, 'a.png', 'image/png'));
    await until(() => uploads.isComplete);
    expect(seen.at(-1)).toBe(uploads.items);
    remove();
    const { length } = seen;
    uploads.remove(uploads.items[0]!.id);
    expect(seen).toHaveLength(length);
  });

  it('continues when a subscriber throws', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {});
    const { uploads } = setUp();
    const other = vi.fn();
    uploads.subscribe(() => {
      throw new Error('broken');
    });
    uploads.subscribe(other);
    uploads.add(fileOf(100, 'a.png', 'image/png'));
    await until(() => uploads.isComplete);
    expect(other).toHaveBeenCalled();
    expect(log.mock.calls[0]![0]).toBe('[xo-rtm] a listener threw');
  });

  it('destroy() ends the upload that is running', async () => {
    const { world, uploads } = setUp();
    world.answer = () => new Promise(() => {});
    uploads.add(fileOf(100, 'a.png', 'image/png'));
    await until(() => world.signals.length > 0);
    uploads.destroy();
    expect([world.signals[0]!.aborted, uploads.items]).toEqual([true, []]);
  });
});
