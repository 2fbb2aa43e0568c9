import { describe, expect, it } from 'vitest';
import { JobFailedError } from '../../src/admin/index.js';
import { adminOf, BOT, chat, failureOf, startTestEmulator } from './setting.js';

describe('customer data', () => {
  it('erases the messages of the given users only', async () => {
    const emulator = await startTestEmulator({ admin: { jobMs: 60 } });
    for (const name of ['ann', 'ben']) await chat(emulator, name, ['Hi']);
    const { customerData, conversations } = adminOf(emulator);
    const job = await customerData.erase({ userIds: ['ann'], botIds: [BOT.id] });
    expect(job.accepted).toEqual({ requestId: job.id, status: 'in-progress' });
    const status = await job.waitUntilDone({ pollMs: 15 });
    expect(status).toMatchObject({ _id: job.id, RemoveDataFromAllBots: false, response: [{ status: 'SUCCESS' }] });
    expect(await customerData.status(job.id)).toEqual(status);
    expect(emulator.messages('ann')).toEqual([]);
    expect(await conversations.list({ botId: BOT.id, userId: 'ben' }).toArray()).toHaveLength(2);
  });

  it('rejects when a user was not erased', async () => {
    const emulator = await startTestEmulator({ admin: { jobMs: 0 } });
    const { customerData } = adminOf(emulator);
    const job = await customerData.erase({ userIds: ['bot.owner@example.com', 'ann'], fromAllBots: true });
    const error = await failureOf(job.waitUntilDone({ pollMs: 10 }));
    expect(error).toBeInstanceOf(JobFailedError);
    expect(error).toMatchObject({
      name: 'JobFailedError',
      code: 'XO_JOB_FAILED',
      retryable: false,
      message: 'unable to erase the data; 1 of 2 users were not erased',
      report: { _id: job.id },
    });
  });

  it('requires users, and either bots or all bots', async () => {
    const { customerData } = adminOf(await startTestEmulator());
    const refused = (request: object) => failureOf(customerData.erase(request as { userIds: []; fromAllBots: true }));
    expect(await refused({ userIds: ['ann'] })).toMatchObject({ code: 'XO_CONFIG_INVALID' });
    expect(await refused({ userIds: ['ann'], botIds: [BOT.id], fromAllBots: true })).toMatchObject({
      code: 'XO_CONFIG_INVALID',
    });
    expect(await refused({ userIds: [], fromAllBots: true })).toMatchObject({ code: 'XO_CONFIG_INVALID' });
    expect(await refused({ userIds: ['ann'], botIds: [] })).toMatchObject({ code: 'XO_CONFIG_INVALID' });
    expect(await failureOf(customerData.status('eud-none'))).toMatchObject({ status: 404 });
  });

  it('is never sent twice when its outcome is unknown', async () => {
    const emulator = await startTestEmulator({
      faults: [{ match: { at: 'http' }, action: { type: 'status', status: 503 } }],
    });
    const { customerData } = adminOf(emulator, { retries: 3 });
    const error = await failureOf(customerData.erase({ userIds: ['ann'], fromAllBots: true }));
    expect(error).toMatchObject({
      code: 'XO_OUTCOME_UNKNOWN',
      retryable: false,
      cause: { code: 'XO_HTTP_UNAVAILABLE' },
    });
    expect(emulator.faults.hits).toHaveLength(1);
  });
});
