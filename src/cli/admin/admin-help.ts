import { SIGNING_HELP } from '../signing.js';
import type { Task } from './command-context.js';

const EXIT_CODES =
  'Exit codes: 0 done, 1 failed, 2 wrong command line or environment, 3 JWT or API scope refused, 130 ended by Ctrl-C.';

/** `xo-rtm admin --help`: which tasks there are, and what all of them want. */
export function adminHelp(tasks: readonly Task[]): string {
  return `Usage: xo-rtm admin <task> [options]

The public APIs of the platform. xo-rtm admin <task> --help tells the options of a task.

${columns(tasks.map((task) => [signatureOf(task), task.summary]))}

Where: XO_RTM_API_URL or --api-url, for example https://bots.kore.ai
  XO_RTM_BOT_ID and XO_RTM_ACCOUNT_ID stand in place of --bot and --account where a task needs one
  --timeout <s>  seconds for each attempt (default 30); uploads get the time that their size takes at 64 kB/s on top

${SIGNING_HELP}

Output: a table; --json is everything that the platform sent, --csv the columns of the table, uncut.
Progress, waits for rate limits and questions go to stderr.

${EXIT_CODES}`;
}

/** `xo-rtm admin <task> --help` */
export function taskHelp(task: Task): string {
  const options = Object.entries(task.options).map(
    ([name, { value, about }]) => [`--${name}${value === undefined ? '' : ` ${value}`}`, about] as const,
  );
  return `Usage: xo-rtm admin ${signatureOf(task)} [options]

${task.summary.charAt(0).toUpperCase()}${task.summary.slice(1)}.${task.details === undefined ? '' : `\n${task.details}`}

${columns([...options, ['-h, --help', 'prints this']])}

xo-rtm admin --help tells how to sign in.
${EXIT_CODES}`;
}

function signatureOf({ name, positionals = [] }: Task): string {
  return [name, ...positionals.map((each) => `<${each}>`)].join(' ');
}

function columns(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`).join('\n');
}
