import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { ImportStatus } from '../../../admin/index.js';
import { UsageError } from '../../command.js';
import { collect, required } from '../../options.js';
import { decodeText, whyUnreadable } from '../../read-files.js';
import type { AdminCommand } from '../command-context.js';
import { LIST_OUTPUT, type ListOptions, OUTPUT, type OutputOptions, printList, printOne } from '../output.js';
import type { Column } from '../table.js';

interface PublishOptions extends ListOptions {
  bot?: string;
  comment?: string;
  training: boolean;
  dryRun?: true;
}

interface ImportOptions extends OutputOptions {
  bot?: string;
  definition?: string;
  config?: string;
  function?: readonly string[];
  wait: boolean;
  dryRun?: true;
}

export const publish: AdminCommand<PublishOptions> = {
  name: 'publish',
  summary: 'publishes a bot',
  options: [
    ['--bot <st-…>', 'the bot (default XO_RTM_BOT_ID); it must have at least one enabled channel'],
    ['--comment <text>', 'description of the version; required'],
    ['--no-training', 'skip the training, which can impair the detection of intents'],
    ['--dry-run', 'print what would be published, and publish nothing'],
    ...LIST_OUTPUT,
  ],
  async run({ options, terminal, connect }) {
    const botId = required('bot', options.bot, terminal.env, 'XO_RTM_BOT_ID');
    const versionComment = required('comment', options.comment);
    if (options.dryRun) {
      terminal.print(`would publish ${botId}: ${versionComment}`);
      return 0;
    }
    const { bots } = await connect();
    const training = options.training ? {} : { initiateTraining: false };
    terminal.error(`publishing ${botId} …`);
    return printList(
      terminal,
      options,
      [
        { title: 'resource', of: ({ resourceType }) => resourceType },
        { title: 'status', of: ({ status }) => status },
        { title: 'id', of: ({ resourceId }) => resourceId },
      ],
      await bots.publish({ botId, versionComment, ...training, signal: terminal.signal }),
    );
  },
};

const IMPORT_COLUMNS: readonly Column<ImportStatus>[] = [
  { title: 'import', of: ({ _id }) => _id },
  { title: 'status', of: ({ status }) => status },
  { title: 'steps', of: ({ statusLogs = [] }) => statusLogs.map(({ taskType, status }) => `${taskType}: ${status}`) },
];

/** The longest string of the runtime has 536 million characters. */
const MAX_BYTES = 500_000_000;

export const importBot: AdminCommand<ImportOptions> = {
  name: 'import',
  summary: 'overwrites a bot with exported files',
  details: 'Uploads the files, imports them, and prints each step until the import is over.',
  options: [
    ['--bot <st-…>', 'the bot that is overwritten (default XO_RTM_BOT_ID)'],
    ['--definition <file>', 'botDefinition.json; required'],
    ['--config <file>', 'config.json; required'],
    ['--function <file>', 'a BotKit function (.js); can be given several times', collect],
    ['--no-wait', 'end when the platform has accepted the import'],
    ['--dry-run', 'read the files, print what would be imported, and import nothing'],
    ...OUTPUT,
  ],
  async run({ options, terminal, connect }) {
    const { signal, error, print, env } = terminal;
    const botId = required('bot', options.bot, env, 'XO_RTM_BOT_ID');
    const botDefinition = await readJson(required('definition', options.definition));
    const configInfo = await readJson(required('config', options.config));
    const botFunctions = await Promise.all((options.function ?? []).map(readBlob));
    if (options.dryRun) {
      const files = [botDefinition, configInfo, ...botFunctions].map(({ name, size }) => `${name} (${size} bytes)`);
      print(`would overwrite ${botId} with ${files.join(', ')}`);
      return 0;
    }
    const { bots } = await connect();
    error(`uploading ${2 + botFunctions.length} files …`);
    const job = await bots.import({
      botId,
      botDefinition,
      configInfo,
      ...(botFunctions.length > 0 && { botFunctions }),
      signal,
    });
    error(`import ${job.id} is accepted`);
    const status = options.wait
      ? await job.waitUntilDone({ signal, onProgress: progressPrinter(error) })
      : job.accepted;
    return printOne(terminal, options, IMPORT_COLUMNS, status);
  },
};

export const importStatus: AdminCommand<OutputOptions & { wait?: true }> = {
  name: 'import-status',
  summary: 'the status of an import',
  args: ['import id'],
  options: [['--wait', 'wait until the import is over; exit code 1 when it has failed'], ...OUTPUT],
  async run({ options, args: [id = ''], terminal, connect }) {
    const { signal, error } = terminal;
    const { bots } = await connect();
    const status = options.wait
      ? await bots.waitForImport(id, { signal, onProgress: progressPrinter(error) })
      : await bots.importStatus(id, { signal });
    return printOne(terminal, options, IMPORT_COLUMNS, status);
  },
};

/** Prints each step of an import once. */
function progressPrinter(print: (line: string) => void): (status: ImportStatus) => void {
  let printed = 0;
  return ({ statusLogs = [] }) => {
    for (const { taskType, status } of statusLogs.slice(printed)) print(`${taskType}: ${status}`);
    printed = statusLogs.length;
  };
}

/** Checks the JSON here, before anything is sent. */
async function readJson(file: string): Promise<File> {
  const text = await readText(file);
  try {
    JSON.parse(text);
  } catch {
    throw new UsageError(`unable to import ${file}; it is not JSON`);
  }
  return new File([text], basename(file));
}

async function readBlob(file: string): Promise<File> {
  return new File([await readText(file)], basename(file));
}

/** The text is sent as UTF-8 without a byte order mark, whatever the encoding of the file is. */
async function readText(file: string): Promise<string> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(file);
  } catch (cause) {
    throw new UsageError(`unable to read ${file}; ${whyUnreadable(cause)}`);
  }
  if (bytes.length > MAX_BYTES) {
    throw new UsageError(
      `unable to import ${file}; it has ${Math.round(bytes.length / 1e6)} MB, and ${MAX_BYTES / 1e6} are the most`,
    );
  }
  return decodeText(bytes);
}
