import { expect, it } from 'vitest';
import { adminOf, BOT, failureOf, hurriedClock, signerOf, startTestEmulator } from '../../admin/setting.js';

it('refuses the call that is too many, in the documented words, and says when to come back', async () => {
  const emulator = await startTestEmulator({ admin: { rateLimit: { perMinute: 2 } } });
  const { roles, users } = adminOf(emulator, { rateLimits: 'none' });
  await roles.list({ roleType: 'bot' }).first();
  await users.list().first();
  const error = await failureOf(roles.list({ roleType: 'bot' }).first());
  expect(error).toMatchObject({ code: 'XO_HTTP_RATE_LIMITED', retryAfterMs: 60_000 });
  expect(error.message).toContain(
    "You've exceeded the per-minute rate limit. Please wait for sometime before retrying.",
  );
});

it('is never reached by the client, which waits before', async () => {
  let skew = 0;
  const { clock, waits } = hurriedClock();
  const shared = { now: () => clock.now() + skew };
  const emulator = await startTestEmulator({ clock: shared, admin: { rateLimit: { perMinute: 60 } } });
  const signer = signerOf({ clock: shared });
  const { sessions } = adminOf(emulator, {
    getJwt: () => signer.signForApi(),
    retries: 0,
    clock: {
      now: shared.now,
      after: (ms, callback) =>
        clock.after(ms, () => {
          skew += ms;
          callback();
        }),
    },
  });
  for (let i = 0; i < 61; i++) await sessions.list({ botId: BOT.id }).first();
  const pauses = waits.filter((ms) => ms !== 30_000);
  expect(pauses).toHaveLength(1);
  expect(pauses[0]).toBeGreaterThan(50_000);
});
