import { createProcessTerminal } from './process-terminal.js';
import { runCli } from './run-cli.js';

const terminal = createProcessTerminal(process);
const code = await runCli(process.argv.slice(2), terminal);
process.exitCode = terminal.exitCode ?? code;
