import type { Clock } from '../lib/clock.js';
import { ACCESS } from './access.js';
import type { CallApi } from './call-api.js';
import { inPath, refuse, requireText } from './check.js';
import { type Outcome, outcomeOf, type WaitOptions, waitUntilOver } from './job.js';
import { isObject, type JsonObject, readRecord, unexpected } from './json.js';
import type { CallOptions } from './options.js';
import { AUTOMATION_LIMIT } from './rate-gate.js';

/** An import and how far it is (public-apis: Bot Import Status). */
export interface ImportStatus {
  /** `bir-…` */
  _id: string;
  /** `pending` and `success` were seen. */
  status?: string;
  requestType?: string;
  streamId?: string;
  streamRefId?: string;
  createdBy?: string;
  /** ISO-8601. */
  createdOn?: string;
  statusLogs?: { taskType?: string; taskName?: string; status?: string; [other: string]: unknown }[];
  [other: string]: unknown;
}

/** A file to upload: its content, or the id that an upload gave. */
export type ImportFile = string | Blob;

/** Which parts of the bot are imported; the platform's default is everything. Members: public-apis, Import Bot. */
export type ImportOptions = Record<string, unknown>;

/** Which bot is overwritten, and with what. */
export interface ImportRequest extends CallOptions {
  /** `st-…`: this bot is overwritten. */
  botId: string;
  /** `botDefinition.json`. A text is the id of a file that is uploaded already. */
  botDefinition: ImportFile;
  /** `config.json`. */
  configInfo: ImportFile;
  /** `*.js` */
  botFunctions?: readonly ImportFile[];
  importOptions?: ImportOptions;
}

/** One file for an import. */
export interface UploadRequest extends CallOptions {
  content: Blob;
  /** @default the name of a File, else `file.<extension>` */
  name?: string;
  extension: 'json' | 'js' | 'csv';
}

/** An import that was accepted. */
export interface ImportJob {
  readonly id: string;
  /** As the platform accepted it. */
  readonly accepted: ImportStatus;
  /** @throws JobFailedError when the import fails; ConnectionError `timeout` or `aborted` */
  waitUntilDone(options?: WaitOptions<ImportStatus>): Promise<ImportStatus>;
}

export interface BotImport {
  upload(request: UploadRequest): Promise<string>;
  import(request: ImportRequest): Promise<ImportJob>;
  importStatus(importId: string, options?: CallOptions): Promise<ImportStatus>;
  waitForImport(importId: string, options?: WaitOptions<ImportStatus>): Promise<ImportStatus>;
}

export function createBotImport(call: CallApi, clock: Clock): BotImport {
  async function upload({ content, name, extension, signal }: UploadRequest): Promise<string> {
    const what = 'upload a file';
    if (!(content instanceof Blob)) throw refuse(what, 'content must be a Blob or File');
    const form = new FormData();
    form.append('file', content, name ?? ('name' in content ? String(content.name) : `file.${extension}`));
    form.append('fileContext', 'bulkImport');
    form.append('fileExtension', extension);
    const answer = await call({
      what,
      method: 'POST',
      path: '/api/public/uploadfile',
      form,
      uploadBytes: content.size,
      access: ACCESS.uploadFile,
      bucket: 'account',
      limit: AUTOMATION_LIMIT,
      // A file nobody refers to does no harm.
      repeatable: true,
      signal,
    });
    return readFileId(what, answer);
  }

  const fileId = async (file: ImportFile, extension: UploadRequest['extension'], signal: CallOptions['signal']) =>
    typeof file === 'string' ? file : upload({ content: file, extension, signal });

  async function importStatus(importId: string, { signal }: CallOptions = {}): Promise<ImportStatus> {
    const what = 'read the status of an import';
    const answer = await call({
      what,
      method: 'GET',
      path: `/api/public/bot/import/status/${inPath(what, 'the id of the import', importId)}`,
      access: ACCESS.botImport,
      bucket: `import ${importId}`,
      limit: AUTOMATION_LIMIT,
      repeatable: true,
      signal,
    });
    return readRecord<ImportStatus>(what, answer, '_id');
  }

  const waitForImport = (importId: string, options: WaitOptions<ImportStatus> = {}) =>
    waitUntilOver('import the bot', clock, (own) => importStatus(importId, own), judge, options);

  return {
    upload,
    importStatus,
    waitForImport,
    async import({ botId, botDefinition, configInfo, botFunctions, importOptions, signal }) {
      const what = 'import the bot';
      const path = `/api/public/bot/${inPath(what, 'botId', botId)}/import`;
      for (const [name, file] of Object.entries({ botDefinition, configInfo })) {
        if (!(file instanceof Blob)) requireText(what, name, file);
      }
      const body: JsonObject = {
        botDefinition: await fileId(botDefinition, 'json', signal),
        configInfo: await fileId(configInfo, 'json', signal),
        ...(importOptions && { importOptions }),
      };
      if (botFunctions) {
        const ids: string[] = [];
        for (const file of botFunctions) ids.push(await fileId(file, 'js', signal));
        body.botFunctions = ids;
      }
      const answer = await call({
        what,
        method: 'POST',
        path,
        body,
        access: ACCESS.botImport,
        bucket: `bot ${botId}`,
        limit: AUTOMATION_LIMIT,
        repeatable: false,
        signal,
      });
      const accepted = readRecord<ImportStatus>(what, answer, '_id');
      return {
        id: accepted._id,
        accepted,
        waitUntilDone: (options) => waitForImport(accepted._id, options),
      };
    },
  };
}

/** Where the id stands in the answer is not documented: `fileId` by the platform's own words for it, else `_id` or `id`. */
function readFileId(what: string, answer: unknown): string {
  const { fileId, _id, id } = isObject(answer) ? answer : {};
  const found = [fileId, _id, id].find((each) => typeof each === 'string' && each !== '');
  if (typeof found === 'string') return found;
  throw unexpected(what, 'the answer has no file id');
}

/** Values for failure are not documented: words like it count, unknown ones are not the end. */
function judge({ status, statusLogs = [] }: ImportStatus): Outcome {
  const outcome = outcomeOf(status);
  if (outcome !== 'failed') return outcome;
  const failed = statusLogs.filter((log) => outcomeOf(log.status) === 'failed').map(({ taskType }) => taskType ?? '?');
  return { failed: `the platform says ${status}${failed.length > 0 ? ` at ${failed.join(', ')}` : ''}` };
}
