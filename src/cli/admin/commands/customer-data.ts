import type { EraseRequest, EraseStatus } from '../../../admin/index.js';
import { UsageError } from '../../command.js';
import { collect } from '../../options.js';
import type { AdminCommand, CommandContext } from '../command-context.js';
import { OUTPUT, type OutputOptions, printOne } from '../output.js';
import type { Column } from '../table.js';

interface EraseOptions extends OutputOptions {
  user?: readonly string[];
  bot?: readonly string[];
  allBots?: true;
  confirm?: string;
  wait: boolean;
  dryRun?: true;
}

const COLUMNS: readonly Column<EraseStatus>[] = [
  { title: 'request', of: ({ _id }) => _id },
  { title: 'updated', of: ({ lastUpdatedOn }) => lastUpdatedOn },
  { title: 'users', of: ({ response = [] }) => response.map(({ userId, status }) => `${userId}: ${status}`) },
];

/** Erasing cannot be undone, so a person must type a phrase, or `--confirm` must contain it. */
export const erase: AdminCommand<EraseOptions> = {
  name: 'erase',
  summary: 'erases the data of users; cannot be undone',
  details:
    'Asks for a phrase that says how much is erased. The platform does not erase owners and developers of bots.\n' +
    'Exit code 1 when another phrase was typed, and nothing was erased.',
  options: [
    ['--user <id>', 'the user: an e-mail address or u-…; can be given several times; required', collect],
    ['--bot <st-…>', 'erase the data in this bot; can be given several times', collect],
    ['--all-bots', 'erase the data in all bots of the organisation'],
    ['--confirm <phrase>', 'the phrase that the command asks for, when there is no keyboard'],
    ['--no-wait', 'end when the platform has accepted the request, and print its id'],
    ['--dry-run', 'print what would be erased, and erase nothing'],
    ...OUTPUT,
  ],
  async run(context) {
    const { options, terminal, connect } = context;
    const { signal, error, print } = terminal;
    const request = readRequest(options);
    const where = request.fromAllBots ? 'ALL BOTS of the organisation' : request.botIds?.join(', ');
    const subject = `the data of ${request.userIds.join(', ')} in ${where}`;
    if (options.dryRun) {
      print(`would erase ${subject}`);
      return 0;
    }
    error(`This erases ${subject}. It cannot be undone.`);
    if (!(await isConfirmed(context, phraseOf(request)))) {
      error('Nothing was erased.');
      return 1;
    }
    const { customerData } = await connect();
    const job = await customerData.erase({ ...request, signal });
    error(`request ${job.id} is accepted`);
    if (!options.wait) {
      print(job.id);
      return 0;
    }
    const status = await job.waitUntilDone({
      signal,
      onProgress: ({ response = [] }) => error(`${response.length} of ${request.userIds.length} users are processed`),
    });
    return printOne(terminal, options, COLUMNS, status);
  },
};

export const eraseStatus: AdminCommand<OutputOptions & { wait?: true }> = {
  name: 'erase-status',
  summary: 'the status of an erasure',
  args: ['request id'],
  options: [['--wait', 'wait until the first user has a result; exit code 1 when it has failed'], ...OUTPUT],
  async run({ options, args: [id = ''], terminal, connect }) {
    const { signal } = terminal;
    const { customerData } = await connect();
    const status = options.wait
      ? await customerData.waitForErase(id, { signal })
      : await customerData.status(id, { signal });
    return printOne(terminal, options, COLUMNS, status);
  },
};

function readRequest({ user = [], bot: botIds, allBots }: EraseOptions): EraseRequest {
  const userIds = [...new Set(user)];
  if (userIds.length === 0) throw new UsageError('unable to erase; --user is missing');
  if (Boolean(allBots) === (botIds !== undefined))
    throw new UsageError('unable to erase; give either --bot or --all-bots');
  return botIds ? { userIds, botIds } : { userIds, fromAllBots: true };
}

/** Contains the number of users, so that a person who types it has seen the number. */
function phraseOf({ userIds, fromAllBots }: EraseRequest): string {
  const users = userIds.length === 1 ? '1 user' : `${userIds.length} users`;
  return `erase ${users}${fromAllBots ? ' from all bots' : ''}`;
}

async function isConfirmed(
  { options, terminal, prompt }: CommandContext<EraseOptions>,
  phrase: string,
): Promise<boolean> {
  const typed = options.confirm ?? (await prompt(`Type "${phrase}" to go on: `, terminal.signal));
  if (typed === undefined) {
    throw new UsageError(
      `unable to erase without confirmation; there is no keyboard to type on. Give --confirm "${phrase}"`,
    );
  }
  return typed.trim() === phrase;
}
