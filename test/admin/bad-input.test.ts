import { describe, expect, it } from 'vitest';
import { type AdminClient, createAdminClient } from '../../src/admin/index.js';
import { isXoError } from '../../src/errors/index.js';
import { fakeServer } from './fake-server.js';

/** Values that a caller without types may pass. */
const WRONG: readonly unknown[] = [undefined, null, 42, 'text', true, [], {}, () => {}, { botId: 7, signal: null }];

const METHODS: Record<string, (admin: AdminClient, input: never) => unknown> = {
  'roles.list': ({ roles }, input) => roles.list(input).toArray(),
  'users.list': ({ users }, input) => users.list(input).toArray(),
  'sessions.list': ({ sessions }, input) => sessions.list(input).toArray(),
  'conversations.list': ({ conversations }, input) => conversations.list(input).toArray(),
  'conversations.around': ({ conversations }, input) => conversations.around(input),
  'debugLogs.list': ({ debugLogs }, input) => debugLogs.list(input).toArray(),
  'bots.publish': ({ bots }, input) => bots.publish(input),
  'bots.upload': ({ bots }, input) => bots.upload(input),
  'bots.import': ({ bots }, input) => bots.import(input),
  'bots.importStatus': ({ bots }, input) => bots.importStatus(input),
  'bots.waitForImport': ({ bots }, input) => bots.waitForImport(input, { deadlineMs: 0 }),
  'customerData.erase': ({ customerData }, input) => customerData.erase(input),
  'customerData.status': ({ customerData }, input) => customerData.status(input),
  'smartAssist.intentRealtimeData': ({ smartAssist }, input) => smartAssist.intentRealtimeData(input),
  'smartAssist.userStatus': ({ smartAssist }, input) => smartAssist.userStatus(input).toArray(),
  request: (admin, input) => admin.request(input),
};

describe.each(Object.entries(METHODS))('%s', (_name, call) => {
  it.each(WRONG.map((value) => [value]))('either accepts %j or throws an XoError', async (value) => {
    const { admin } = fakeServer(() => ({ users: [], sessions: [], messages: [] }), { retries: 0 });
    const error = await (async () => call(admin, value as never))().then(
      () => undefined,
      (failure: unknown) => failure,
    );
    if (error !== undefined) expect([isXoError(error), error]).toEqual([true, error]);
  });
});

it.each(WRONG.map((value) => [value]))('createAdminClient(%j) throws a ConfigError', (value) => {
  expect(() => createAdminClient(value as never)).toThrow(expect.objectContaining({ name: 'ConfigError' }));
});
