/**
 * `npm run test:xss`: tests every payload of the XSS corpus in every field, in a real browser. Takes an hour or two;
 * `npm run test:xss -- 600 1200` tests only the payloads from 600 to 1199.
 */
import { resolve } from 'node:path';
import { root, runScript, toolScript } from './support/run-tool.mjs';

const [first, end] = process.argv.slice(2);
process.env.XSS = first && end ? `${first}-${end}` : 'whole';
const built = await runScript(resolve(root, 'tools/build.mjs'));
const scenario = ['run', '--project', 'e2e', 'e2e/scenarios/xss'];
process.exitCode = built.code || (await runScript(toolScript('vitest', 'vitest'), scenario)).code;
