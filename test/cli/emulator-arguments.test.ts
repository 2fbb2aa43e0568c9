import { describe, expect, test } from 'vitest';
import { UsageError } from '../../src/cli/command.js';
import { readEmulatorArguments } from '../../src/cli/emulator-arguments.js';

const read = (...args: string[]) => readEmulatorArguments(args, {});

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
    [
      ...['--port', '0', '--host', '0.0.0.0', '--bot-name', 'Gardener', '--bot-id', 'st-1', '--client-id', 'cs-1'],
      ...['--bot', 'echo', '--greeting', 'Hello', '--seed', '7', '--faults', 'f.json', '--token-ttl', '60'],
      ...['--url-ttl=5', '--require-jti', '--answer-pings', '--dedupe', '--no-user-msg-id', '--trace'],
    ],
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

describe('refuses', () => {
  test.each([
    [['--port', '70000'], 'up to 65535'],
    [['--port', '-1'], 'ambiguous'],
    [['--port=-1'], 'unable to use --port -1'],
    [['--seed', '1.5'], 'unable to use --seed 1.5'],
    [['--token-ttl', ''], 'whole number'],
    [['--bot', 'parrot'], 'it must be demo or echo'],
    [['--bot', 'echo', '--bot-script', 'x.mjs'], 'give one of them'],
    [['--prot', '1'], '--prot'],
    [['extra'], 'extra'],
    [['--host'], '--host'],
  ])('%j', (args, why) => {
    expect(() => read(...args)).toThrow(UsageError);
    expect(() => read(...args)).toThrow(why);
  });
});
