/** `npm run api`: builds the package, and updates the reports of its public API in `api/`. `npm test` fails while they are out of date. */
import { resolve } from 'node:path';
import { runApiReports } from './support/api-report.mjs';
import { root, runScript } from './support/run-tool.mjs';

const { code } = await runScript(resolve(root, 'tools/build.mjs'));
if (code === 0) {
  const changed = runApiReports({ write: true });
  console.log(changed.length > 0 ? `Updated ${changed.join(', ')}.` : 'The reports in api/ are up to date.');
}
process.exitCode = code;
