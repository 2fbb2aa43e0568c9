import { readFileSync } from 'node:fs';

/** The file that vitest's json reporter writes, relative to the root of the repository. */
export const REPORT = 'test-results/vitest.json';

/** @typedef {{ passed: number, failed: number, skipped: number, retried: string[] }} Counts `retried`: names of tests that passed on the second try */

/**
 * Reads the result of a test run from vitest's own report. A test file that could not be loaded counts as one failure, and so does a
 * run that failed outside its tests (an unhandled rejection, a global setup) or before them. This file has no dependency, because it
 * has to work where `npm ci` has failed.
 *
 * @param {string} reportPath
 * @param {number} exitCode of the run
 * @returns {Counts}
 */
export function readCounts(reportPath, exitCode) {
  const report = readReport(reportPath);
  if (!report) return { passed: 0, failed: 1, skipped: 0, retried: [] };
  const unloaded = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  ).length;
  const failed = report.numFailedTests + unloaded;
  return {
    passed: report.numPassedTests,
    failed: exitCode !== 0 ? Math.max(failed, 1) : failed,
    skipped: report.numPendingTests + report.numTodoTests,
    retried: report.testResults
      .flatMap(({ assertionResults }) => assertionResults)
      .filter(({ status, failureMessages }) => status === 'passed' && failureMessages?.length)
      .map(({ fullName }) => fullName),
  };
}

/**
 * @typedef {object} Report the part of vitest's json report that is read here
 * @property {number} numPassedTests
 * @property {number} numFailedTests
 * @property {number} numPendingTests
 * @property {number} numTodoTests
 * @property {{ status: string, assertionResults: TestReport[] }[]} testResults
 */

/** @typedef {{ status: string, fullName: string, failureMessages?: string[] }} TestReport */

/** @returns {Report | undefined} */
function readReport(/** @type {string} */ path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}
