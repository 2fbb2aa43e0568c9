import { CliCommand } from '../../src/cli/command.js';

/** Parses arguments with the options that `add` registers, as `runCli` does. */
export function parseOptions<Options extends object>(
  add: (command: CliCommand) => CliCommand,
  args: readonly string[],
): Options {
  const command = add(new CliCommand('test'));
  command.exitOverride().run(async () => 0);
  return command.parse(args, { from: 'user' }).opts<Options>();
}
