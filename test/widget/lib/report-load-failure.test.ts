import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

type Reports = typeof import('../../../src/widget/lib/report-load-failure.js');
let reports: Reports;
const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});

beforeEach(async () => {
  vi.resetModules();
  reports = await import('../../../src/widget/lib/report-load-failure.js');
});
afterEach(() => {
  warn.mockClear();
});

describe('reportLoadFailure', () => {
  it('logs the first failure, with the consequence and the remedy', () => {
    reports.setRemedy('Serve it.');
    const error = new TypeError('Failed to fetch');
    reports.reportLoadFailure('the cards', error);
    reports.reportLoadFailure('the words', error);
    expect(warn.mock.calls).toEqual([['[xo-rtm] unable to load the cards. Serve it.', error]]);
  });

  it('logs again after a part has loaded, because the cause is a new one', () => {
    reports.reportLoadFailure('first', undefined);
    reports.resetLoadFailure();
    reports.reportLoadFailure('second', undefined);
    expect(warn.mock.calls.map(([line]) => line)).toEqual([
      '[xo-rtm] unable to load first.',
      '[xo-rtm] unable to load second.',
    ]);
  });
});
