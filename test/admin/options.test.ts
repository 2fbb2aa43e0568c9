import { describe, expect, it } from 'vitest';
import { type AdminClientOptions, createAdminClient } from '../../src/admin/index.js';
import { fakeServer } from './fake-server.js';

describe('the options', () => {
  it.each([
    'https://bots.example',
    'https://bots.example/',
    'https://bots.example/api',
    'https://bots.example/api/',
    'https://bots.example/api/1.1/',
  ])('take %s for the same platform', async (apiUrl) => {
    const { admin, sent } = fakeServer(() => [], { apiUrl });
    await admin.debugLogs.list({ botId: 'st-1', identity: 'ann' }).first();
    expect(sent[0]!.url.origin + sent[0]!.url.pathname).toBe('https://bots.example/api/1.1/st-1/debuglogs');
  });

  it('keep a path in front of the API', async () => {
    const { admin, sent } = fakeServer(() => ({ users: [] }), { apiUrl: 'https://example.com/kore/api/1.1' });
    await admin.users.list().first();
    expect(sent[0]!.url.pathname).toBe('/kore/api/public/alluserroles');
  });

  it.each([
    [{ apiUrl: 'bots.example' }, 'it is not a URL'],
    [{ apiUrl: 'ftp://bots.example' }, 'it must begin with https://'],
    [{ apiUrl: 'http://bots.example' }, 'it is not encrypted, and allowInsecure is not set'],
    [{ apiUrl: 'http://localhost.example' }, 'it is not encrypted, and allowInsecure is not set'],
    [{ apiUrl: 'http://127.0.0.1.example/api' }, 'it is not encrypted, and allowInsecure is not set'],
    [{ apiUrl: 'http://bots.example', allowInsecure: 'false' }, 'allowInsecure must be true or false'],
    [{ apiUrl: 'https://me:secret@bots.example' }, 'it must not hold a user or password'],
    [{ getJwt: undefined }, 'getJwt must be a function'],
    [{ timeoutMs: 0 }, 'timeoutMs must be a whole number from 1 up'],
    [{ retries: -1 }, 'retries must be a whole number from 0 up'],
    [{ rateLimits: 'some' }, 'rateLimits must be documented or none'],
  ])('reject %j', (wrong, why) => {
    const options = { apiUrl: 'https://bots.example', getJwt: () => 'x', ...wrong } as AdminClientOptions;
    expect(() => createAdminClient(options)).toThrow(why);
    expect(() => createAdminClient(options)).not.toThrow('secret@');
  });

  it.each([
    [{ apiUrl: 'http://localhost:9000' }],
    [{ apiUrl: 'http://app.localhost' }],
    [{ apiUrl: 'http://127.0.0.1' }],
    [{ apiUrl: 'http://[::1]:80/api' }],
    [{ apiUrl: 'http://bots.example', allowInsecure: true }],
  ])('allow an address without encryption: %j', (options) => {
    expect(() => createAdminClient({ getJwt: () => 'x', ...options })).not.toThrow();
  });

  it('send nothing before a list is read', () => {
    const { admin, sent } = fakeServer(() => []);
    admin.roles.list({ roleType: 'bot' });
    expect(sent).toEqual([]);
  });
});
