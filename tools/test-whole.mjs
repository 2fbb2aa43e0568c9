/**
 * `npm run test:whole`: runs all cases of the tests that `npm test` only samples: every hostile text, every odd value in every place,
 * every hostile script address, herds of ten thousand clients, 500 schedules of faults for one tab and for two. Takes about twenty
 * minutes.
 */
import { resolve } from 'node:path';
import { root, runScript, toolScript } from './support/run-tool.mjs';

process.env.WHOLE = '1';
const built = await runScript(resolve(root, 'tools/build.mjs'));
const files = [
  'test/client/hostile-values',
  'test/simulation',
  'test/widget/rich-text/hostile-texts',
  'test/widget/templates/hostile-texts',
  'e2e/scenarios/hostile-texts',
  'e2e/scenarios/script-address',
];
process.exitCode = built.code || (await runScript(toolScript('vitest', 'vitest'), ['run', ...files])).code;
