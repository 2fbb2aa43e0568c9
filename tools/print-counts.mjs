/** `node tools/print-counts.mjs <exit code of npm test>`: prints the last line of `.ci/run`, the counts of tests. */
import { fileURLToPath } from 'node:url';
import { REPORT, readCounts } from './support/test-counts.mjs';

const report = fileURLToPath(new URL(`../${REPORT}`, import.meta.url));
const { passed, failed } = readCounts(report, Number(process.argv[2]));
console.log(`${passed} passed, ${failed} failed`);
