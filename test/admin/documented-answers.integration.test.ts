import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { type AdminClient, createAdminClient } from '../../src/admin/index.js';
import { silentLogger } from '../../src/lib/logger.js';
import { adminOf, BOT, chat, startTestEmulator } from './setting.js';

/**
 * The answers that the documents print for each API (roles: roles.integration.test.ts). The client returns them unchanged, and the
 * emulator supplies every field of them.
 */
const ANSWERS = JSON.parse(readFileSync(new URL('../fixtures/admin/answers.json', import.meta.url), 'utf8')) as Record<
  string,
  Json
>;

type Json = null | string | number | boolean | Json[] | { [name: string]: Json };

const botId = BOT.id;
const accountId = 'a'.repeat(24);
const files = { botDefinition: new Blob(['{}']), configInfo: new Blob(['{}']) };
const day = { accountId, botId, from: '2026-01-01', to: '2026-01-01' } as const;

/** Calls each API with the fewest options. A call that depends on an earlier one makes it first. */
const CALLS: Record<string, (admin: AdminClient) => Promise<unknown>> = {
  'Get User Roles Details': ({ users }) => users.list().first(),
  'Sessions History': ({ sessions }) => sessions.list({ botId }).first(),
  'Conversation History': ({ conversations }) => conversations.list({ botId, forward: true }).first(),
  'Debug Logs': ({ debugLogs }) => debugLogs.list({ botId, identity: 'ann' }).first(),
  'Publish Bot': async ({ bots }) => bots.publish({ botId, versionComment: 'new update' }),
  'Import Bot into an Existing Bot': async ({ bots }) => (await bots.import({ botId, ...files })).accepted,
  'Bot Import Status': async ({ bots }) =>
    bots.waitForImport((await bots.import({ botId, ...files })).id, { pollMs: 5 }),
  'Delete Customer Data': async ({ customerData }) =>
    (await customerData.erase({ userIds: ['u-1'], fromAllBots: true })).accepted,
  'Delete Customer Data Status': async ({ customerData }) =>
    (await customerData.erase({ userIds: ['u-1'], fromAllBots: true })).waitUntilDone({ pollMs: 5 }),
  IntentRealtimeData: ({ smartAssist }) => smartAssist.intentRealtimeData({ botId, accountId }),
  'UserStatus 1.1': ({ smartAssist }) => smartAssist.userStatus({ ...day, granularity: 'PT1H' }).first(),
};

let server: Server | undefined;
afterEach(() => server?.close());

/** A server with one fixed answer for all calls; uploads and requests for jobs are accepted. */
async function serve(answer: Json): Promise<AdminClient> {
  server = createServer((request, response) => {
    request.resume();
    response.setHeader('content-type', 'application/json');
    const isUpload = request.url === '/api/public/uploadfile';
    const isErase = request.method === 'DELETE';
    const accepted = { _id: 'bir-1', fileId: 'f-1', requestId: 'eud-123' };
    const isJobOfStatus = isErase || (request.method === 'POST' && request.url!.endsWith('/import'));
    const own = isUpload || (isJobOfStatus && !isAcceptance(answer)) ? accepted : answer;
    response.end(JSON.stringify(own));
  });
  await new Promise<void>((listening) => server!.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const apiUrl = `http://127.0.0.1:${port}`;
  return createAdminClient({ apiUrl, getJwt: () => 'header.claims.signature', retries: 0, logger: silentLogger });
}

const isAcceptance = (answer: Json) => JSON.stringify(answer).match(/"pending"|"in-progress"/) !== null;

/** Adds unknown fields to every object. */
const tomorrow = (value: Json): Json => {
  if (Array.isArray(value)) return value.map(tomorrow);
  if (typeof value !== 'object' || value === null) return value;
  return { ...Object.fromEntries(Object.entries(value).map(([name, each]) => [name, tomorrow(each)])), aNewField: [1] };
};

/** The paths of all fields, for example `sessions[].tags.userTags`. The elements of a list are combined. */
function fieldsOf(value: unknown, path = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((each) => fieldsOf(each, `${path}[]`));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, each]) => [`${path}.${name}`, ...fieldsOf(each, `${path}.${name}`)]);
}

describe.each(Object.keys(ANSWERS))('the documented answer of %s', (name) => {
  const answer = ANSWERS[name]!;

  it('comes through the client as it was sent, with unknown fields, and with hasMore', async () => {
    const given = await CALLS[name]!(await serve(tomorrow(answer)));
    expect(given).toMatchObject(tomorrow(answer) as object);
    const added = fieldsOf(given).filter((field) => !fieldsOf(tomorrow(answer)).includes(field));
    expect(added.filter((field) => field !== '.hasMore')).toEqual([]);
  });

  it('has no field that the emulator leaves out', async () => {
    let now = Date.now();
    const emulator = await startTestEmulator({ sessionIdleMs: 1000, clock: { now: () => now }, admin: { jobMs: 0 } });
    await chat(emulator, 'ann', ['Hi']);
    // SmartAssist reports only sessions that are over.
    now += 2000;
    const given = new Set(fieldsOf(await CALLS[name]!(adminOf(emulator))));
    expect(fieldsOf(answer).filter((field) => !given.has(field))).toEqual([]);
  });
});
