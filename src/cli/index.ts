import { HINTS } from '../errors/hints.js';
import { setHints } from '../errors/xo-error.js';
import { createProcessTerminal } from './process-terminal.js';
import { runCli } from './run-cli.js';

setHints(HINTS);

const terminal = createProcessTerminal(process);
const code = await runCli(process.argv.slice(2), terminal);
process.exitCode = terminal.exitCode ?? code;
