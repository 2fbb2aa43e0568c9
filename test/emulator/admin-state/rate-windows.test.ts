import { describe, expect, it } from 'vitest';
import { RateWindows } from '../../../src/emulator/admin-state/rate-windows.js';

function windows(perMinute: number, perHour: number) {
  let now = 0;
  const rates = new RateWindows(() => now, { perMinute, perHour });
  const admit = (bucket = 'bot') => {
    try {
      rates.admit(bucket);
      return 'in';
    } catch (error) {
      const { message, status, headers } = error as {
        message: string;
        status: number;
        headers: Record<string, string>;
      };
      return `${status} ${/hourly|per-minute/.exec(message)?.[0]} ${headers['retry-after']}`;
    }
  };
  return { admit, pass: (ms: number) => (now += ms) };
}

describe('the rate windows', () => {
  it('roll: the next call passes when the oldest is a minute old, as Retry-After said', () => {
    const { admit, pass } = windows(2, 100);
    expect(admit()).toBe('in');
    pass(20_000);
    expect([admit(), admit()]).toEqual(['in', '429 per-minute 40']);
    pass(39_999);
    expect(admit()).toBe('429 per-minute 1');
    pass(1);
    expect([admit(), admit()]).toEqual(['in', '429 per-minute 20']);
  });

  it('let the hour refuse what the minute would allow', () => {
    const { admit, pass } = windows(2, 3);
    const results = [admit(), admit()];
    pass(60_000);
    results.push(admit(), admit());
    expect(results).toEqual(['in', 'in', 'in', '429 hourly 3540']);
  });

  it('count buckets apart, or not at all', () => {
    const { admit } = windows(1, 1);
    expect([admit('a'), admit('b'), admit('a')]).toEqual(['in', 'in', '429 hourly 3600']);
    const free = new RateWindows(() => 0, undefined);
    for (let i = 0; i < 5000; i++) free.admit('a');
  });
});
