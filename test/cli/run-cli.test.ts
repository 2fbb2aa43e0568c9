import { expect, test } from 'vitest';
import { runCli } from '../../src/cli/run-cli.js';
import { TestTerminal } from './terminal.js';

async function run(...args: string[]) {
  const terminal = new TestTerminal();
  const code = await runCli(args, terminal);
  return { code, out: terminal.printed.join('\n'), err: terminal.errors.join('\n') };
}

test('--help lists the commands; without a command the exit code is 2', async () => {
  const { code, out } = await run('--help');
  expect(code).toBe(0);
  expect(out).toMatch(/^ {2}emulator +the platform on this machine/m);
  for (const name of ['admin', 'jwt', 'token-server']) expect(out).toMatch(new RegExp(`^  ${name} +\\w`, 'm'));
  expect(await run()).toEqual({ code: 2, out, err: '' });
});

test('--version prints a version', async () => {
  const { code, out } = await run('--version');
  expect(code).toBe(0);
  expect(out).toMatch(/^(\d+\.\d+\.\d+|development)/);
});

test('an unknown command is reported', async () => {
  expect(await run('emulate')).toEqual({
    code: 2,
    out: '',
    err: 'unable to run "emulate"; there is no such command. See xo-rtm --help',
  });
});

test('wrong arguments end with 2 and name the help to read', async () => {
  const { code, err } = await run('emulator', '--port', 'many');
  expect(code).toBe(2);
  expect(err).toBe('unable to use --port many; it must be a whole number up to 65535\nSee xo-rtm emulator --help');
});

test('emulator --help names every option that there is', async () => {
  const { code, out } = await run('emulator', '--port', '1', '--help');
  expect(code).toBe(0);
  const options = [
    ...[
      'port',
      'host',
      'lan',
      'allow-origin',
      'allow-host',
      'bot-name',
      'bot-id',
      'client-id',
      'config',
      'data',
      'bot',
      'bot-script',
      'greeting',
      'seed',
      'faults',
    ],
    ...[
      'token-ttl',
      'url-ttl',
      'require-jti',
      'answer-pings',
      'dedupe',
      'no-user-msg-id',
      'inspector',
      'no-inspector',
      'trace',
    ],
  ];
  for (const option of options) expect(out).toMatch(new RegExp(`^  --${option}\\b`, 'm'));
  const named = [...out.matchAll(/^ {2}--([\w-]+)/gm)].map(([, name]) => name);
  expect(named.sort()).toEqual(options.sort());
});

test('lines of the help fit a terminal', async () => {
  const { out } = await run('emulator', '--help');
  expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(120);
});

test('text that an error quotes cannot control the terminal', async () => {
  const { err } = await run('emulator', '--bot', '\u001b]0;x\u0007\u009b2J\u202e');
  expect(err).toBe(
    'unable to use --bot \uFFFD]0;x\uFFFD\uFFFD2J\uFFFD; it must be demo or echo\nSee xo-rtm emulator --help',
  );
});
