import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readCounts } from '../../tools/support/test-counts.mjs';

const folder = mkdtempSync(join(tmpdir(), 'xo-rtm-counts-'));
afterAll(() => rmSync(folder, { recursive: true }));

const passed = { status: 'passed' };
const failed = { status: 'failed' };

/** A report of vitest with these numbers; each file with the tests in it. */
function report({ pass = 0, fail = 0, pending = 0, todo = 0, files = [] as object[] }): string {
  const path = join(folder, 'report.json');
  const counts = { numPassedTests: pass, numFailedTests: fail, numPendingTests: pending, numTodoTests: todo };
  writeFileSync(path, JSON.stringify({ ...counts, testResults: files }));
  return path;
}

it('counts passed tests', () => {
  const path = report({ pass: 3, files: [{ status: 'passed', assertionResults: [passed, passed, passed] }] });
  expect(readCounts(path, 0)).toEqual({ passed: 3, failed: 0, skipped: 0, retried: [] });
});

it('counts failed tests once', () => {
  const path = report({ pass: 1, fail: 1, files: [{ status: 'failed', assertionResults: [passed, failed] }] });
  expect(readCounts(path, 1)).toEqual({ passed: 1, failed: 1, skipped: 0, retried: [] });
});

it('counts a file that cannot be loaded as a failure', () => {
  const files = [
    { status: 'passed', assertionResults: [passed] },
    { status: 'failed', assertionResults: [] },
  ];
  expect(readCounts(report({ pass: 1, files }), 1)).toEqual({ passed: 1, failed: 1, skipped: 0, retried: [] });
});

it('counts a run that failed outside its tests as a failure', () => {
  const path = report({ pass: 1, files: [{ status: 'passed', assertionResults: [passed] }] });
  expect(readCounts(path, 1).failed).toBe(1);
});

it('names tests that passed on the second try', () => {
  const moody = { status: 'passed', fullName: 'a chat', failureMessages: ['AssertionError'] };
  const files = [{ status: 'passed', assertionResults: [{ ...passed, failureMessages: [] }, moody] }];
  expect(readCounts(report({ pass: 2, files }), 0).retried).toEqual(['a chat']);
});

it('counts skipped and unwritten tests', () => {
  expect(readCounts(report({ pass: 1, pending: 2, todo: 1 }), 0).skipped).toBe(3);
});

it('is one failure if the tests were not run', () => {
  expect(readCounts(join(folder, 'none.json'), 1)).toEqual({ passed: 0, failed: 1, skipped: 0, retried: [] });
  expect(readCounts(join(folder, 'none.json'), 0)).toEqual({ passed: 0, failed: 1, skipped: 0, retried: [] });
});
