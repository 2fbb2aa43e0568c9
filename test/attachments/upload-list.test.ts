import { afterEach, describe, expect, it, vi } from 'vitest';
import type { AttachmentLimits } from '../../src/attachments/check-file.js';
import { type UploadItem, UploadList } from '../../src/attachments/upload-list.js';
import { ConnectionError } from '../../src/errors/index.js';
import { fileOf, refused, UploadWorld, unavailable } from './upload-world.js';

const MIB = 2 ** 20;
const until = (condition: () => boolean) => vi.waitUntil(condition, { interval: 1, timeout: 5000 });

function setUp(limits?: AttachmentLimits) {
  const world = new UploadWorld();
  const shares: number[] = [];
  const list: UploadList = new UploadList(world, limits, () => {
    for (const { state } of list?.items ?? []) if (state.status === 'uploading') shares.push(state.share);
  });
  const statuses = () => list.items.map(({ state }) => state.status);
  return { world, list, shares, statuses };
}

const attachmentOf = (item: UploadItem | undefined) => item?.state.status === 'done' && item.state.attachment;

afterEach(() => vi.restoreAllMocks());

describe('an upload', () => {
  it('uploads a small file in one request: token, file, address', async () => {
    const { world, list } = setUp();
    expect(list.add([fileOf(300_000, 'photo.PNG', 'image/png')])).toEqual([]);
    expect([list.isBusy, list.isComplete]).toEqual([true, false]);
    await until(() => list.isComplete);
    expect(world.steps).toEqual(['POST file/token', 'POST file', 'GET v2/stream/st-1/file/f00000abcdef/url']);
    expect(attachmentOf(list.items[0])).toEqual({
      fileId: 'f00000abcdef',
      fileName: 'photo.PNG',
      fileType: 'image',
      fileUrl: 'https://files.example/1',
      size: 0.29,
      uniqueId: 'abcdef',
    });
    const body = world.requests[1]!.body;
    for (const line of [
      'name="fileExtension"\r\n\r\npng',
      'name="fileContext"\r\n\r\nworkflows',
      'name="thumbnailUpload"\r\n\r\nfalse',
      'name="filename"\r\n\r\nphoto.PNG',
      'Content-Transfer-Encoding: base64',
    ]) {
      expect(body).toContain(line);
    }
    const base64 = body.split('\r\n\r\n').at(-1)!.split('\r\n')[0]!;
    expect(Buffer.from(base64, 'base64')).toEqual(Buffer.from(await fileOf(300_000).arrayBuffer()));
  });

  it('vendor defect 29: uploads a large file in chunks of 1 MiB, and reports progress', async () => {
    const { world, list, shares } = setUp();
    list.add([fileOf(2 * MIB + 1)]);
    await until(() => list.isComplete);
    const part = 'POST file/token-1/chunk';
    expect(world.steps.slice(0, 6)).toEqual([
      'POST file/token',
      'POST file/token',
      part,
      part,
      part,
      'PUT file/token-1',
    ]);
    const fields = world.requests
      .slice(2, 5)
      .map(({ body }) => /name="chunkNo"\r\n\r\n(\d+)\r\n[\s\S]*name="messageToken"\r\n\r\n(\S+)/.exec(body)?.slice(1));
    expect(fields).toEqual([
      ['0', 'token-2'],
      ['1', 'token-2'],
      ['2', 'token-2'],
    ]);
    expect(world.requests[5]!.body).toContain('name="totalChunks"\r\n\r\n3');
    expect(shares).toEqual([0.25, 0.5, 0.75, 1]);
  });

  it('retries a chunk after a pause when the platform is unavailable', async () => {
    const { world, list, statuses } = setUp();
    let failures = 2;
    world.onRequest = ({ path, body }) => {
      if (path.endsWith('chunk') && body.includes('\r\n\r\n1\r\n') && failures-- > 0) throw unavailable();
    };
    list.add([fileOf(MIB + 1)]);
    await until(() => world.clock.pending === 1);
    expect(statuses()).toEqual(['uploading']);
    await world.clock.advance(30_000);
    await until(() => list.isComplete);
    expect(world.steps.filter((step) => step.endsWith('chunk'))).toHaveLength(4);
    expect(world.clock.pending).toBe(0);
  });

  it('vendor defect 29: gives up after some attempts; retry() continues with the failed chunk', async () => {
    const { world, list, statuses } = setUp();
    world.onRequest = ({ path, body }) => {
      if (path.endsWith('chunk') && body.includes('\r\n\r\n1\r\n')) throw unavailable();
    };
    list.add([fileOf(MIB + 1)]);
    await until(() => world.clock.pending === 1);
    await world.clock.advance(60_000);
    await until(() => statuses()[0] === 'failed');
    expect(list.items[0]!.state).toMatchObject({ why: 'failed', error: { code: 'XO_HTTP_UNAVAILABLE' } });
    world.onRequest = () => undefined;
    const before = world.requests.length;
    list.retry(list.items[0]!.id);
    await until(() => list.isComplete);
    expect(world.steps.slice(before, before + 2)).toEqual(['POST file/token-1/chunk', 'PUT file/token-1']);
  });

  it('starts over after the platform has refused a chunk', async () => {
    const { world, list, statuses } = setUp();
    world.onRequest = ({ path }) => {
      if (path.endsWith('chunk')) throw refused();
    };
    list.add([fileOf(MIB + 1)]);
    await until(() => statuses()[0] === 'failed');
    world.onRequest = () => undefined;
    const before = world.requests.length;
    list.retry(list.items[0]!.id);
    await until(() => list.isComplete);
    expect(world.steps[before]).toBe('POST file/token');
  });

  it('waits while offline, without counting failures', async () => {
    const { world, list, statuses } = setUp();
    world.online = false;
    list.add([fileOf(10)]);
    expect(statuses()).toEqual(['waiting']);
    let losses = 5;
    world.onRequest = () => {
      if (losses-- <= 0) return;
      world.online = false;
      throw new ConnectionError('XO_NETWORK', 'unable to upload a file; no connection');
    };
    while (losses > 0) {
      const before = losses;
      world.goOnline();
      await until(() => losses < before && world.clock.pending === 1);
      await world.clock.advance(30_000);
    }
    world.goOnline();
    await until(() => list.isComplete);
  });

  it('reports a file that can no longer be read', async () => {
    const { list, statuses } = setUp();
    const file = fileOf(10);
    vi.spyOn(file, 'slice').mockReturnValue({
      arrayBuffer: () => Promise.reject(new DOMException('', 'NotFoundError')),
    } as Blob as File);
    list.add([file]);
    await until(() => statuses()[0] === 'failed');
    expect(list.items[0]!.state).toMatchObject({ why: 'vanished', error: { code: 'XO_FILE_VANISHED' } });
  });

  it('fails if a field is missing in the response', async () => {
    const { world, list, statuses } = setUp();
    world.answer = () => ({});
    list.add([fileOf(10)]);
    await until(() => statuses()[0] === 'failed');
    const message = expect.stringContaining('fileToken') as string;
    expect(list.items[0]!.state).toMatchObject({ why: 'failed', error: { message } });
  });
});

describe('a list of uploads', () => {
  it('uploads one file after another, and returns the attachments in order', async () => {
    const { list } = setUp();
    list.add([fileOf(1, 'a.txt'), fileOf(2, 'b.txt')]);
    await until(() => list.isComplete);
    expect(list.take().map(({ fileName }) => fileName)).toEqual(['a.txt', 'b.txt']);
    expect(list.items).toEqual([]);
  });

  it('removes a file, and continues with the next one', async () => {
    const { world, list } = setUp();
    world.online = false;
    list.add([fileOf(1, 'a.txt'), fileOf(2, 'b.txt')]);
    list.remove(list.items[0]!.id);
    world.goOnline();
    await until(() => list.isComplete);
    expect(list.take().map(({ fileName }) => fileName)).toEqual(['b.txt']);
  });

  it('aborts the upload when cleared', async () => {
    const { world, list } = setUp();
    world.answer = () => new Promise(() => {});
    list.add([fileOf(1)]);
    await until(() => world.signals.length === 1);
    list.clear();
    expect(world.signals[0]!.aborted).toBe(true);
    expect(list.items).toEqual([]);
  });

  it.each([
    ['a file type that is not accepted', fileOf(5, 'a.exe', 'application/x-msdownload'), {}, 'type'],
    ['a file that is too large', fileOf(11), { maxBytes: 10 }, 'too-large'],
    ['an empty file', fileOf(0), {}, 'empty'],
    ['one file too many', fileOf(5), { maxFiles: 0 }, 'too-many'],
    ['a file type that a custom accept list omits', fileOf(5, 'a.txt'), { accept: 'image/*, .pdf' }, 'type'],
  ])('refuses %s', (_, file, limits, why) => {
    const { list } = setUp(limits);
    expect(list.add([file])).toEqual([{ file, why }]);
    expect(list.items).toEqual([]);
  });

  it.each([
    ['by a wildcard type', fileOf(5, 'x', 'image/webp'), 'image/*'],
    ['by its media type', fileOf(5, 'x', 'text/csv'), 'text/csv'],
    ['by its extension', fileOf(5, 'x.PDF', ''), '.pdf'],
    ['by */*', fileOf(5, 'x', ''), '*/*'],
    ['that was pasted, without an extension', fileOf(5, 'image', 'image/png'), undefined],
  ])('accepts a file %s', (_, file, accept) => {
    expect(setUp(accept === undefined ? {} : { accept }).list.add([file])).toEqual([]);
  });
});
