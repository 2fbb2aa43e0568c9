import { describe, expect, test } from 'vitest';
import { UsageError } from '../../src/cli/command.js';
import { addEmulatorOptions, type EmulatorFlags, readEmulatorArguments } from '../../src/cli/emulator-arguments.js';
import { lanAddress } from '../../src/emulator/index.js';
import { parseOptions } from './parse-options.js';

const flagsOf = (args: readonly string[]) => parseOptions<EmulatorFlags>(addEmulatorOptions, args);
const read = (...args: string[]) => readEmulatorArguments(flagsOf(args), {});

test('defaults', () => {
  expect(read()).toEqual({
    builtIn: 'demo',
    trace: false,
    port: 4100,
    requireJti: false,
    answerPings: false,
    dedupe: false,
    historyUserMsgId: true,
    bot: {},
  });
});

test('everything', () => {
  const args = readEmulatorArguments(
    flagsOf([
      ...['--port', '0', '--host', '0.0.0.0', '--bot-name', 'Gardener', '--bot-id', 'st-1', '--client-id', 'cs-1'],
      ...['--bot', 'echo', '--greeting', 'Hello', '--seed', '7', '--faults', 'f.json', '--token-ttl', '60'],
      ...['--url-ttl=5', '--require-jti', '--answer-pings', '--dedupe', '--no-user-msg-id', '--trace'],
    ]),
    { XO_RTM_CLIENT_SECRET: 'from the environment' },
  );
  expect(args).toEqual({
    builtIn: 'echo',
    trace: true,
    port: 0,
    host: '0.0.0.0',
    bot: { name: 'Gardener', id: 'st-1' },
    clientId: 'cs-1',
    clientSecret: 'from the environment',
    greeting: 'Hello',
    seed: 7,
    faults: 'f.json',
    accessTokenTtlMs: 60_000,
    socketUrlTtlMs: 5_000,
    requireJti: true,
    answerPings: true,
    dedupe: true,
    historyUserMsgId: false,
  });
});

test('origins and hosts of the command line are added to those of the configuration', () => {
  const args = ['--allow-origin', 'https://a.example', '--allow-origin=https://b.example', '--allow-host', 'box.local'];
  expect(read(...args)).toMatchObject({
    allowedOrigins: ['https://a.example', 'https://b.example'],
    allowedHosts: ['box.local'],
  });
  const config = { allowedOrigins: ['https://c.example'], allowedHosts: ['c.local'] };
  expect(readEmulatorArguments(flagsOf(args), {}, config)).toMatchObject({
    allowedOrigins: ['https://c.example', 'https://a.example', 'https://b.example'],
    allowedHosts: ['c.local', 'box.local'],
  });
  expect(readEmulatorArguments(flagsOf([]), {}, config)).toMatchObject(config);
});

test('--lan listens on the address in the local network, or reports that there is none', () => {
  const address = lanAddress();
  if (address === undefined) expect(() => read('--lan')).toThrow('this machine has no address in a local network');
  else expect(read('--lan')).toMatchObject({ host: address, lan: true });
});

describe('refuses', () => {
  test.each([
    [['--port', '70000'], 'up to 65535'],
    [['--port', '-1'], 'unable to use --port -1; it must be a whole number'],
    [['--port=-1'], 'unable to use --port -1'],
    [['--seed', '1.5'], 'unable to use --seed 1.5'],
    [['--token-ttl', ''], 'whole number'],
    [['--bot', 'parrot'], 'it must be demo or echo'],
    [['--bot', 'echo', '--bot-script', 'x.mjs'], 'give one of them'],
    [['--prot', '1'], 'unable to use --prot; there is no such option. Did you mean --port?'],
    [['--secret=hunter2'], /^unable to use --secret; there is no such option$/],
    [['extra'], 'unable to use "extra"'],
    [['eyJhbGciOiJIUzI1NiJ9.e30.AAAA'], /^unable to use this argument;/],
    [['--host'], 'unable to use --host; its value is missing'],
    [['--lan', '--host', '127.0.0.1'], 'unable to use --lan beside --host'],
  ])('%j', (args, why) => {
    expect(() => read(...args)).toThrow(UsageError);
    expect(() => read(...args)).toThrow(why);
  });
});
