import { expect, it } from 'vitest';
import { runCli } from '../../../src/cli/run-cli.js';
import { TestTerminal } from '../terminal.js';

async function help(...args: string[]): Promise<string> {
  const terminal = new TestTerminal();
  expect(await runCli(['admin', ...args, '--help'], terminal)).toBe(0);
  return terminal.printed.join('\n');
}

const tasksOf = (overview: string) =>
  [...overview.matchAll(/^ {2}([a-z][a-z-]+)(?: <[\w ]+>)? {2,}\S/gm)].map(([, name]) => name!);

it('lists every task in one line each', async () => {
  expect(tasksOf(await help())).toEqual([
    ...['roles', 'users', 'sessions', 'messages', 'debug-logs', 'publish', 'import', 'import-status'],
    ...['erase', 'erase-status', 'intents', 'agents'],
  ]);
});

it('describes the options of each task, on lines that fit', async () => {
  for (const task of tasksOf(await help())) {
    const text = await help(task);
    expect(text).toMatch(new RegExp(`^Usage: xo-rtm admin ${task}( <[\\w ]+>)? \\[options\\]$`, 'm'));
    expect(text).toMatch(/^ {2}--json +everything that the platform sent$/m);
    expect(text).toContain('Exit codes: 0 done');
    for (const line of text.split('\n')) expect(line.length, line).toBeLessThanOrEqual(120);
  }
  for (const heading of ['Options:', 'Connection:', 'Signing'])
    expect(await help('erase')).toMatch(new RegExp(`^${heading}`, 'm'));
  expect(await help('erase')).toMatch(/^ {2}--confirm <phrase> +the phrase that the command asks for/m);
  for (const line of (await help()).split('\n')) expect(line.length, line).toBeLessThanOrEqual(125);
});
