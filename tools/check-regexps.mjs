/**
 * `node tools/check-regexps.mjs [path …]`: checks every regular expression in `src/` for super-linear backtracking. A text from
 * outside that makes an expression backtrack freezes the page or the process that runs it.
 *
 * What it finds is the same on every machine: recheck runs as JavaScript in this process, with a fixed seed and with limits of
 * work instead of limits of time. Fails for an expression that is not linear, for one it cannot judge, and for an exemption that
 * nothing needs any more.
 */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parentPort, Worker, workerData } from 'node:worker_threads';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'oxc-parser';
import { glob } from 'tinyglobby';
import { root } from './support/run-tool.mjs';

