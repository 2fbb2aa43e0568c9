/** `npm run test:xss`: every hostile word of the corpus, in every field, in a real browser. Takes a quarter of an hour or two. */
import { resolve } from 'node:path';
import { root, runScript, toolScript } from './support/run-tool.mjs';

process.env.XSS = 'whole';
const built = await runScript(resolve(root, 'tools/build.mjs'));
const scenario = ['run', '--project', 'e2e', 'e2e/scenarios/xss'];
process.exitCode = built.code || (await runScript(toolScript('vitest', 'vitest'), scenario)).code;
