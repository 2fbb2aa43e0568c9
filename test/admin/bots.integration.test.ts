import { describe, expect, it } from 'vitest';
import { type ImportStatus, JobFailedError } from '../../src/admin/index.js';
import { adminOf, BOT, failureOf, startTestEmulator } from './setting.js';

const json = (value: unknown) => new Blob([JSON.stringify(value)], { type: 'application/json' });

describe('bots', () => {
  it('publishes', async () => {
    const { bots } = adminOf(await startTestEmulator());
    const resources = await bots.publish({ botId: BOT.id, versionComment: 'new update', initiateTraining: true });
    expect(resources.map(({ resourceType, status }) => [resourceType, status])).toEqual([
      ['dialog', 'SUCCESS'],
      ['NL', 'SUCCESS'],
      ['CHANNELS', 'SUCCESS'],
      ['EXTENSIONS', 'SUCCESS'],
      ['SETTINGS', 'SUCCESS'],
    ]);
    expect(resources[0]).toMatchObject({ result: { state: 'awaitingApproval', versionComment: 'new update' } });
  });

  it('uploads files, imports them, and reports the progress until it is done', async () => {
    // The import makes progress whenever its status is read: each read is half of it.
    let now = Date.now();
    const { bots } = adminOf(await startTestEmulator({ admin: { jobMs: 200 }, clock: { now: () => now } }));
    const job = await bots.import({
      botId: BOT.id,
      botDefinition: json({ tasks: [] }),
      configInfo: json({}),
      botFunctions: [new Blob(['const x = 1;'])],
    });
    expect(job.id).toMatch(/^bir-/);
    expect(job.accepted).toMatchObject({
      status: 'pending',
      requestType: 'Botimport',
      statusLogs: [{ taskType: 'importRequest' }],
    });
    const seen: ImportStatus[] = [];
    const status = await job.waitUntilDone({
      pollMs: 5,
      onProgress: (each) => {
        seen.push(each);
        now += 100;
      },
    });
    expect(status).toMatchObject({ _id: job.id, status: 'success', streamId: BOT.id });
    expect(seen).toHaveLength(3);
    expect(seen[0]!.status).toBe('pending');
    expect(seen.at(-1)).toBe(status);
    expect(await bots.importStatus(job.id)).toEqual(status);
  });

  it('accepts ids of files that are uploaded already', async () => {
    const { bots } = adminOf(await startTestEmulator({ admin: { jobMs: 0 } }));
    const botDefinition = await bots.upload({ content: json({}), extension: 'json' });
    expect(botDefinition).toMatch(/^[0-9a-f]{24}$/);
    const job = await bots.import({ botId: BOT.id, botDefinition, configInfo: botDefinition });
    expect(await bots.waitForImport(job.id)).toMatchObject({ status: 'success' });
  });

  it('rejects when the import fails, with the step that failed', async () => {
    const { bots } = adminOf(await startTestEmulator({ admin: { jobMs: 30 } }));
    const job = await bots.import({ botId: BOT.id, botDefinition: new Blob(['no JSON']), configInfo: json({}) });
    const error = await failureOf(job.waitUntilDone({ pollMs: 10 }));
    expect(error).toBeInstanceOf(JobFailedError);
    expect(error).toMatchObject({
      name: 'JobFailedError',
      code: 'XO_JOB_FAILED',
      retryable: false,
      report: { _id: job.id, status: 'failed' },
    });
    expect(error.message).toBe('unable to import the bot; the platform says failed at Bot Definition');
  });

  it('stops waiting when it is aborted, and after its deadline', async () => {
    const { bots } = adminOf(await startTestEmulator({ admin: { jobMs: 60_000 } }));
    const job = await bots.import({ botId: BOT.id, botDefinition: json({}), configInfo: json({}) });
    const stop = new AbortController();
    const waiting = job.waitUntilDone({ pollMs: 10_000, signal: stop.signal, onProgress: () => stop.abort() });
    expect(await failureOf(waiting)).toMatchObject({ code: 'XO_ABORTED' });
    expect(await failureOf(job.waitUntilDone({ pollMs: 20, deadlineMs: 60 }))).toMatchObject({ code: 'XO_TIMEOUT' });
  });

  it('reports a wrong bot, file or import', async () => {
    const { bots } = adminOf(await startTestEmulator());
    expect(await failureOf(bots.publish({ botId: 'st-none', versionComment: 'x' }))).toMatchObject({ status: 400 });
    expect(await failureOf(bots.publish({ botId: BOT.id, versionComment: '' }))).toMatchObject({
      code: 'XO_CONFIG_INVALID',
    });
    const files = { botDefinition: 'nowhere', configInfo: 'nowhere' };
    expect((await failureOf(bots.import({ botId: BOT.id, ...files }))).message).toContain(
      'botDefinition is not the id',
    );
    expect(await failureOf(bots.importStatus('bir-none'))).toMatchObject({ status: 404 });
  });
});
