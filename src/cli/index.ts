import { harmlessLines } from '../lib/harmless.js';
import { runCli } from './run-cli.js';

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());

process.exitCode = await runCli(process.argv.slice(2), {
  // A file or a pipe gets data as it is; a terminal would obey it.
  print: (line) => process.stdout.write(`${process.stdout.isTTY ? harmlessLines(line) : line}\n`),
  complain: (line) => process.stderr.write(`${line}\n`),
  signal: stop.signal,
  env: process.env,
});
