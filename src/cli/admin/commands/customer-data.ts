import type { EraseRequest, EraseStatus } from '../../../admin/index.js';
import { UsageError } from '../../command.js';
import { type Flags, text, texts, toggle } from '../flags.js';
import { OUTPUT, printOne } from '../output.js';
import type { Column } from '../table.js';
import type { Task, CommandContext } from '../command-context.js';

const COLUMNS: readonly Column<EraseStatus>[] = [
  { title: 'request', of: ({ _id }) => _id },
  { title: 'updated', of: ({ lastUpdatedOn }) => lastUpdatedOn },
  { title: 'users', of: ({ response = [] }) => response.map(({ userId, status }) => `${userId}: ${status}`) },
];

/** Erasing cannot be undone: it wants to be typed, word for word, by a person or with `--confirm`. */
export const erase: Task = {
  name: 'erase',
  summary: 'erases the data of users; cannot be undone',
  details:
    'Asks to type how much it erases. Owners and developers of bots are not erased by the platform.\nExit code 1 when the words were others, and nothing was erased.',
  options: {
    user: texts('<id>', 'whose data: an e-mail address or u-…, again for more; needed'),
    bot: texts('<st-…>', 'in this bot, again for more'),
    'all-bots': toggle('in all bots of the organisation'),
    confirm: text('<phrase>', 'the words that it asks for, where nobody can type'),
    'no-wait': toggle('end when the request is accepted, and print its id'),
    'dry-run': toggle('say what would be done, and do nothing'),
    ...OUTPUT,
  },
  async run(context) {
    const { flags, terminal, connect } = context;
    const { signal, error, print } = terminal;
    const request = readRequest(flags);
    const where = request.fromAllBots ? 'ALL BOTS of the organisation' : request.botIds?.join(', ');
    const said = `the data of ${request.userIds.join(', ')} in ${where}`;
    if (flags.flag('dry-run')) {
      print(`would erase ${said}`);
      return 0;
    }
    error(`This erases ${said}. It cannot be undone.`);
    if (!(await isConfirmed(context, phraseOf(request)))) {
      error('Nothing was erased.');
      return 1;
    }
    const { customerData } = await connect();
    const job = await customerData.erase({ ...request, signal });
    error(`request ${job.id} is accepted`);
    if (flags.flag('no-wait')) {
      print(job.id);
      return 0;
    }
    const status = await job.waitUntilDone({
      signal,
      onProgress: ({ response = [] }) =>
        error(`${response.length} of ${request.userIds.length} users are dealt with`),
    });
    return printOne(terminal, flags, COLUMNS, status);
  },
};

export const eraseStatus: Task = {
  name: 'erase-status',
  summary: 'how far an erasure is',
  positionals: ['request id'],
  options: { wait: toggle('until the first user has a result; 1 when it has failed'), ...OUTPUT },
  async run({ flags, terminal, connect }) {
    const { signal } = terminal;
    const { customerData } = await connect();
    const id = flags.positional(0);
    const status = flags.flag('wait')
      ? await customerData.waitForErase(id, { signal })
      : await customerData.status(id, { signal });
    return printOne(terminal, flags, COLUMNS, status);
  },
};

function readRequest(flags: Flags): EraseRequest {
  const userIds = [...new Set(flags.texts('user') ?? [])];
  const botIds = flags.texts('bot');
  if (userIds.length === 0) throw new UsageError('unable to erase; --user is missing');
  if (flags.flag('all-bots') === (botIds !== undefined)) {
    throw new UsageError('unable to erase; give either --bot or --all-bots');
  }
  return botIds ? { userIds, botIds } : { userIds, fromAllBots: true };
}

/** Says how much: whoever types it has seen the number. */
function phraseOf({ userIds, fromAllBots }: EraseRequest): string {
  const users = userIds.length === 1 ? '1 user' : `${userIds.length} users`;
  return `erase ${users}${fromAllBots ? ' from all bots' : ''}`;
}

async function isConfirmed({ flags, terminal, ask }: CommandContext, phrase: string): Promise<boolean> {
  const typed = flags.text('confirm') ?? (await ask(`Type "${phrase}" to go on: `, terminal.signal));
  if (typed === undefined) {
    throw new UsageError(
      `unable to erase without being asked to; nobody is at the keyboard. Give --confirm "${phrase}"`,
    );
  }
  return typed.trim() === phrase;
}
