import type { Clock } from '../lib/clock.js';
import { ACCESS } from './access.js';
import {
  createBotImport,
  type ImportJob,
  type ImportRequest,
  type ImportStatus,
  type UploadRequest,
} from './bot-import.js';
import type { CallApi } from './call-api.js';
import { inPath, requireText } from './check.js';
import type { WaitOptions } from './job.js';
import { readArray } from './json.js';
import type { CallOptions } from './options.js';
import { AUTOMATION_LIMIT } from './rate-gate.js';

/** What became of one resource of the bot (public-apis: Publish Bot). */
export interface PublishedResource {
  /** `dialog`, `NL`, `CHANNELS`, `EXTENSIONS`, `SETTINGS` … */
  resourceType?: string;
  resourceId?: string;
  sbResourceId?: string;
  /** `SUCCESS`; other values are not documented. */
  status?: string;
  result?: unknown;
  [other: string]: unknown;
}

/** What to publish, and why. */
export interface PublishRequest extends CallOptions {
  /** `st-…`. At least one channel of it must be enabled (seeds). */
  botId: string;
  /** What this version is about. */
  versionComment: string;
  /** False leaves the training out, which can harm the detection of intents. @default the platform's: true */
  initiateTraining?: boolean;
}

/** Needs an app of the Bots Admin Console, with the scopes Bot Publish > Publish and Bot Definition > Bot Import (seeds). */
export interface Bots {
  /**
   * `POST /api/public/bot/{botId}/publish`. Never repeated when its outcome is unknown: the error then is not `retryable`.
   *
   * @throws ConfigError, HttpError, MissingScopeError, TokenError, ConnectionError, ProtocolError
   */
  publish(request: PublishRequest): Promise<PublishedResource[]>;
  /** `POST /api/public/uploadfile`, multipart: gives the id that `import` wants. Needs no scope. */
  upload(request: UploadRequest): Promise<string>;
  /**
   * `POST /api/public/bot/{botId}/import`: overwrites an existing bot. Files that are not ids are uploaded first. Resolves
   * when the import is accepted; `waitUntilDone()` of what it gives resolves when it is done. Throws as `publish` does.
   */
  import(request: ImportRequest): Promise<ImportJob>;
  /** `GET /api/public/bot/import/status/{id}`, once. */
  importStatus(importId: string, options?: CallOptions): Promise<ImportStatus>;
  /** The same until it is over, for an import that began elsewhere. Rejects when the import fails. */
  waitForImport(importId: string, options?: WaitOptions<ImportStatus>): Promise<ImportStatus>;
}

export function createBots(call: CallApi, clock: Clock): Bots {
  return {
    ...createBotImport(call, clock),
    async publish({ botId, versionComment, initiateTraining, signal }) {
      const what = 'publish the bot';
      const answer = await call({
        what,
        method: 'POST',
        path: `/api/public/bot/${inPath(what, 'botId', botId)}/publish`,
        body: { versionComment: requireText(what, 'versionComment', versionComment), initiateTraining },
        access: ACCESS.publish,
        bucket: `bot ${botId}`,
        limit: AUTOMATION_LIMIT,
        repeatable: false,
        signal,
      });
      return readArray<PublishedResource>(what, answer);
    },
  };
}
