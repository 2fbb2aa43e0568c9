import { describe, expect, it } from 'vitest';
import { retryAfterMs } from '../../src/http/retry-after.js';

const NOW = Date.UTC(2026, 0, 5, 9);
const date = (ms: number) => new Date(ms).toUTCString();
const read = (headers: HeadersInit) => retryAfterMs(new Headers(headers), NOW);

describe('retryAfterMs', () => {
  it.each([
    ['1', 1_000],
    ['120', 120_000],
    [' 2 ', 2_000],
    ['0.5', 500],
  ])('reads seconds: %s', (value, ms) => {
    expect(read({ 'retry-after': value })).toBe(ms);
  });

  it('reads a date', () => {
    expect(read({ 'retry-after': date(NOW + 30_000) })).toBe(30_000);
  });

  it('compares a date with the Date header of the answer, so that a wrong local clock does not matter', () => {
    for (const skewMs of [-600_000, 600_000]) {
      const serverNow = NOW + skewMs;
      expect(read({ 'retry-after': date(serverNow + 30_000), date: date(serverNow) })).toBe(30_000);
    }
  });

  it.each(['', 'soon', '-5', '0', 'NaN', 'Thu, 99 Foo', '[object Object]', date(NOW - 1_000)])(
    'ignores %j',
    (value) => {
      expect(read({ 'retry-after': value })).toBeUndefined();
    },
  );

  it('returns undefined if the header is absent or hidden by CORS', () => {
    expect(read({})).toBeUndefined();
  });

  it('compares a date with the local clock if the Date header is invalid', () => {
    expect(read({ 'retry-after': date(NOW + 5_000), date: 'yesterday' })).toBe(5_000);
  });

  it.each(['Infinity', '1e300', '99999999999', '2592000'])(
    'limits %s to one day, because timers overflow after 24 days',
    (value) => {
      expect(read({ 'retry-after': value })).toBe(86_400_000);
    },
  );
});
