import { describe, expect, it } from 'vitest';
import { readAdminOptions } from '../../../src/emulator/options/read-admin-options.js';

const own = { clientId: 'cs-own', clientSecret: 'own-secret' };
const app = { clientId: 'cs-1', clientSecret: 'top-secret' };
const read = (options: unknown) => readAdminOptions(options, own);

describe('the options of the public APIs', () => {
  it('are one app with every scope and the documented limits, when nothing is said', () => {
    expect(read({})).toMatchObject({
      apps: [{ clientId: 'cs-own', scopes: 'all', requireJti: false, algorithms: ['HS256', 'HS384', 'HS512'] }],
      jobMs: 3000,
      rateLimit: { perMinute: 60, perHour: 1800 },
    });
    expect(read({ rateLimit: false }).rateLimit).toBeUndefined();
    expect(read({ rateLimit: { perMinute: 5 } }).rateLimit).toEqual({ perMinute: 5, perHour: 1800 });
  });

  it.each([
    [[], 'admin must be an object'],
    [{ app: [] }, 'admin.app is not known; known: apps, roles, users, agents, jobMs, rateLimit'],
    [{ apps: {} }, 'admin.apps must be a list of apps'],
    [{ apps: ['cs-1'] }, 'admin.apps[0] must be an object with clientId and clientSecret'],
    [{ apps: [{ clientSecret: 'x' }] }, 'admin.apps[0].clientId is missing'],
    [{ apps: [{ clientId: 'cs-1' }] }, 'admin.apps[0].clientSecret is missing; HS256 needs it'],
    [{ apps: [{ clientId: 'cs-1', algorithm: 'RS256' }] }, 'admin.apps[0].publicKey is missing; RS256 needs it'],
    [{ apps: [{ ...app, algorithm: 'none' }] }, 'admin.apps[0].algorithm must be one of HS256'],
    [{ apps: [app, { ...app, requireJti: 'yes' }] }, 'admin.apps[1].requireJti must be true or false'],
    [{ apps: [app, app] }, 'two apps with the client id cs-1'],
    [
      { apps: [{ ...app, scopes: ['Debug Logs'] }] },
      'scopes has "Debug Logs"; apps that were created in the console can have Profile',
    ],
    [{ apps: [{ ...app, secret: 'top-secret' }] }, 'admin.apps[0].secret is not known'],
    [{ roles: [{ role: 'x' }] }, 'admin.roles must be a list of objects with roleType and role'],
    [{ jobMs: -1 }, 'admin.jobMs must be a whole number from 0 up'],
    [{ rateLimit: { perDay: 1 } }, 'admin.rateLimit.perDay is not known; known: perMinute, perHour'],
    [{ rateLimit: { perMinute: 0 } }, 'admin.rateLimit.perMinute must be a whole number from 1 up'],
  ])('%j are refused with a clear word', (options, why) => {
    expect(() => read(options)).toThrow(`unable to start the emulator; `);
    expect(() => read(options)).toThrow(why);
    expect(() => read(options)).not.toThrow('top-secret');
  });
});
