import type { Clock } from '../lib/clock.js';
import { configError, requireObject } from '../lib/config-error.js';
import { isObject, type JsonObject } from '../lib/json.js';
import { ACCESS } from './access.js';
import type { CallApi } from './call-api.js';
import { pathSegment, requireText } from './check.js';
import { type Outcome, outcomeOf, pollUntilDone, type WaitOptions } from './job.js';
import type { CallOptions } from './options.js';
import { protocolError, readRecord } from './read-response.js';
import { AUTOMATION_LIMIT } from './throttle.js';

/** An import and its status (public-apis.md §11). */
export interface ImportStatus {
  /** `bir-…` */
  _id: string;
  /** `pending` and `success` appear in the samples; other values are not documented. */
  status?: string;
  requestType?: string;
  streamId?: string;
  streamRefId?: string;
  createdBy?: string;
  /** ISO 8601. */
  createdOn?: string;
  statusLogs?: { taskType?: string; taskName?: string; status?: string; [other: string]: unknown }[];
  [other: string]: unknown;
}

/** A file for an import: its content, or the id that an upload has returned. */
export type ImportFile = string | Blob;

/** Selects the parts of the bot that are imported; by default the platform imports everything (public-apis.md §10). */
export type ImportOptions = Record<string, unknown>;

/** The options of `bots.import()`. */
export interface ImportRequest extends CallOptions {
  /** `st-…`: the bot that is overwritten. */
  botId: string;
  /** `botDefinition.json`. A string is the id of a file that is uploaded already. */
  botDefinition: ImportFile;
  /** `config.json`. */
  configInfo: ImportFile;
  /** `*.js` */
  botFunctions?: readonly ImportFile[];
  importOptions?: ImportOptions;
}

/** The options of `bots.upload()`. */
export interface UploadRequest extends CallOptions {
  content: Blob;
  /** Name of the file. @default the name of a File, otherwise `file.<extension>` */
  name?: string;
  extension: 'json' | 'js' | 'csv';
}

/** An import that the platform has accepted. */
export interface ImportJob {
  readonly id: string;
  /** The status with which the platform accepted it. */
  readonly accepted: ImportStatus;
  /** Resolves when the import is done. @throws JobFailedError when the import fails; ConnectionError `XO_TIMEOUT` or `XO_ABORTED` */
  waitUntilDone(options?: WaitOptions<ImportStatus>): Promise<ImportStatus>;
}

export interface BotImport {
  upload(request: UploadRequest): Promise<string>;
  import(request: ImportRequest): Promise<ImportJob>;
  importStatus(importId: string, options?: CallOptions): Promise<ImportStatus>;
  waitForImport(importId: string, options?: WaitOptions<ImportStatus>): Promise<ImportStatus>;
}

export function createBotImport(call: CallApi, clock: Clock): BotImport {
  async function upload(request: UploadRequest): Promise<string> {
    const operation = 'upload a file';
    const { content, name, extension, signal } = requireObject(operation, request);
    if (!(content instanceof Blob)) throw configError(operation, 'content must be a Blob or File');
    const form = new FormData();
    form.append('file', content, name ?? ('name' in content ? String(content.name) : `file.${extension}`));
    form.append('fileContext', 'bulkImport');
    form.append('fileExtension', extension);
    const answer = await call({
      operation,
      method: 'POST',
      path: '/api/public/uploadfile',
      form,
      uploadBytes: content.size,
      access: ACCESS.uploadFile,
      bucket: 'account',
      limit: AUTOMATION_LIMIT,
      // A second upload of the same file does no harm: an import uses only the file that it names.
      repeatable: true,
      signal,
    });
    return readFileId(operation, answer);
  }

  const fileId = async (file: ImportFile, extension: UploadRequest['extension'], signal: CallOptions['signal']) =>
    typeof file === 'string' ? file : upload({ content: file, extension, signal });

  async function importStatus(importId: string, { signal }: CallOptions = {}): Promise<ImportStatus> {
    const operation = 'read the status of an import';
    const answer = await call({
      operation,
      method: 'GET',
      path: `/api/public/bot/import/status/${pathSegment(operation, 'the id of the import', importId)}`,
      access: ACCESS.botImport,
      bucket: `import ${importId}`,
      limit: AUTOMATION_LIMIT,
      repeatable: true,
      signal,
    });
    return readRecord<ImportStatus>(operation, answer, '_id');
  }

  const waitForImport = (importId: string, options: WaitOptions<ImportStatus> = {}) =>
    pollUntilDone('import the bot', clock, (own) => importStatus(importId, own), judge, options);

  return {
    upload,
    importStatus,
    waitForImport,
    async import(request) {
      const operation = 'import the bot';
      const { botId, botDefinition, configInfo, botFunctions, importOptions, signal } = requireObject(
        operation,
        request,
      );
      const path = `/api/public/bot/${pathSegment(operation, 'botId', botId)}/import`;
      for (const [name, file] of Object.entries({ botDefinition, configInfo })) {
        if (!(file instanceof Blob)) requireText(operation, name, file);
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
        operation,
        method: 'POST',
        path,
        body,
        access: ACCESS.botImport,
        bucket: `bot ${botId}`,
        limit: AUTOMATION_LIMIT,
        repeatable: false,
        signal,
      });
      const accepted = readRecord<ImportStatus>(operation, answer, '_id');
      return {
        id: accepted._id,
        accepted,
        waitUntilDone: (options) => waitForImport(accepted._id, options),
      };
    },
  };
}

/** The field with the id is not documented: `fileId` is what the platform calls it elsewhere, otherwise `_id` or `id`. */
function readFileId(operation: string, answer: unknown): string {
  const { fileId, _id, id } = isObject(answer) ? answer : {};
  const found = [fileId, _id, id].find((each) => typeof each === 'string' && each !== '');
  if (typeof found === 'string') return found;
  throw protocolError(operation, 'the answer has no file id');
}

/** The values for a failure are not documented, so similar words count as one. Unknown values do not end the wait. */
function judge({ status, statusLogs = [] }: ImportStatus): Outcome {
  const outcome = outcomeOf(status);
  if (outcome !== 'failed') return outcome;
  const failed = statusLogs.filter((log) => outcomeOf(log.status) === 'failed').map(({ taskType }) => taskType ?? '?');
  return { failed: `the platform says ${status}${failed.length > 0 ? ` at ${failed.join(', ')}` : ''}` };
}
