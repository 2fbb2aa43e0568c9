import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { ImportStatus } from '../../../admin/index.js';
import { UsageError } from '../../command.js';
import { decodeText } from '../../decode-text.js';
import { whyUnreadable } from '../../read-files.js';
import { given, text, texts, toggle } from '../flags.js';
import { LIST_OUTPUT, OUTPUT, printList, printOne } from '../output.js';
import type { Column } from '../table.js';
import type { Task } from '../command-context.js';

export const publish: Task = {
  name: 'publish',
  summary: 'publishes a bot',
  options: {
    bot: text('<st-…>', 'the bot (default XO_RTM_BOT_ID); one of its channels must be enabled'),
    comment: text('<text>', 'what this version is about; needed'),
    'no-training': toggle('leave the training out, which can harm the detection of intents'),
    'dry-run': toggle('say what would be done, and do nothing'),
    ...LIST_OUTPUT,
  },
  async run({ flags, terminal, connect }) {
    const botId = flags.required('bot', terminal.env.XO_RTM_BOT_ID, 'XO_RTM_BOT_ID');
    const versionComment = flags.required('comment');
    if (flags.flag('dry-run')) {
      terminal.print(`would publish ${botId}: ${versionComment}`);
      return 0;
    }
    const { bots } = await connect();
    const training = given({ initiateTraining: flags.flag('no-training') ? false : undefined });
    terminal.error(`publishing ${botId} …`);
    return printList(
      terminal,
      flags,
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

/** The longest text of the runtime has 536 million characters. */
const MOST_BYTES = 500_000_000;

export const importBot: Task = {
  name: 'import',
  summary: 'overwrites a bot with what was exported',
  details: 'Uploads the files, imports them, and tells each step until it is over.',
  options: {
    bot: text('<st-…>', 'the bot that is overwritten (default XO_RTM_BOT_ID)'),
    definition: text('<file>', 'botDefinition.json; needed'),
    config: text('<file>', 'config.json; needed'),
    function: texts('<file>', 'a BotKit function (.js); again for more'),
    'no-wait': toggle('end when the import is accepted'),
    'dry-run': toggle('read the files, say what would be done, and do nothing'),
    ...OUTPUT,
  },
  async run({ flags, terminal, connect }) {
    const { signal, error, print, env } = terminal;
    const botId = flags.required('bot', env.XO_RTM_BOT_ID, 'XO_RTM_BOT_ID');
    const botDefinition = await readJson(flags.required('definition'));
    const configInfo = await readJson(flags.required('config'));
    const botFunctions = await Promise.all((flags.texts('function') ?? []).map(readBlob));
    if (flags.flag('dry-run')) {
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
    const status = flags.flag('no-wait')
      ? job.accepted
      : await job.waitUntilDone({ signal, onProgress: importProgress(error) });
    return printOne(terminal, flags, IMPORT_COLUMNS, status);
  },
};

export const importStatus: Task = {
  name: 'import-status',
  summary: 'how far an import is',
  positionals: ['import id'],
  options: { wait: toggle('until it is over; 1 when it has failed'), ...OUTPUT },
  async run({ flags, terminal, connect }) {
    const { signal, error } = terminal;
    const { bots } = await connect();
    const id = flags.positional(0);
    const status = flags.flag('wait')
      ? await bots.waitForImport(id, { signal, onProgress: importProgress(error) })
      : await bots.importStatus(id, { signal });
    return printOne(terminal, flags, IMPORT_COLUMNS, status);
  },
};

/** Tells each step once. */
function importProgress(error: (line: string) => void): (status: ImportStatus) => void {
  let told = 0;
  return ({ statusLogs = [] }) => {
    for (const { taskType, status } of statusLogs.slice(told)) error(`${taskType}: ${status}`);
    told = statusLogs.length;
  };
}

/** Told here, before anything is sent. */
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

/** Sent as UTF-8 without a byte order mark, whatever the editor has made of it. */
async function readText(file: string): Promise<string> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(file);
  } catch (cause) {
    throw new UsageError(`unable to read ${file}; ${whyUnreadable(cause)}`);
  }
  if (bytes.length > MOST_BYTES) {
    throw new UsageError(
      `unable to import ${file}; it has ${Math.round(bytes.length / 1e6)} MB, and ${MOST_BYTES / 1e6} are the most`,
    );
  }
  return decodeText(bytes);
}
