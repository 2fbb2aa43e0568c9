import type { Clock } from '../lib/clock.js';
import { requireObject } from '../lib/config-error.js';
import { ACCESS } from './access.js';
import {
  createBotImport,
  type ImportJob,
  type ImportRequest,
  type ImportStatus,
  type UploadRequest,
} from './bot-import.js';
import type { CallApi } from './call-api.js';
import { pathSegment, requireText } from './check.js';
import type { WaitOptions } from './job.js';
import type { CallOptions } from './options.js';
import { readArray } from './read-response.js';
import { AUTOMATION_LIMIT } from './throttle.js';

/** The result for one resource of the published bot (public-apis.md §9). */
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

/** The options of `bots.publish()`. */
export interface PublishRequest extends CallOptions {
  /** `st-…`. The bot must have at least one enabled channel. */
  botId: string;
  /** Describes the version. */
  versionComment: string;
  /** False skips the training, which can impair the detection of intents. @default chosen by the platform: true */
  initiateTraining?: boolean;
}

/** Publishes and imports bots. Requires an app of the Bots Admin Console with the scopes Bot Publish > Publish and Bot Definition > Bot Import. */
export interface Bots {
  /**
   * Publishes a bot (`POST /api/public/bot/{botId}/publish`).
   *
   * @throws OutcomeUnknownError when the call was interrupted: it is never repeated automatically. ConfigError, HttpError,
   *   MissingScopeError, TokenError, ConnectionError, ProtocolError
   */
  publish(request: PublishRequest): Promise<PublishedResource[]>;
  /**
   * Uploads one file (`POST /api/public/uploadfile`, multipart). Resolves to its id, which `import` accepts instead of a file. Requires no
   * scope. Throws the same errors as `roles.list`.
   */
  upload(request: UploadRequest): Promise<string>;
  /**
   * Overwrites an existing bot (`POST /api/public/bot/{botId}/import`). Files that are not ids are uploaded first. Resolves when the
   * platform has accepted the import; `waitUntilDone()` of the result resolves when the import is done. Throws the same errors as `publish`.
   */
  import(request: ImportRequest): Promise<ImportJob>;
  /** Reads the status of an import once (`GET /api/public/bot/import/status/{id}`). Throws the same errors as `roles.list`. */
  importStatus(importId: string, options?: CallOptions): Promise<ImportStatus>;
  /**
   * Waits until an import is over, for example one that another process has started.
   *
   * @throws JobFailedError when the import fails; ConnectionError `XO_TIMEOUT` or `XO_ABORTED`; the same errors as `roles.list`
   */
  waitForImport(importId: string, options?: WaitOptions<ImportStatus>): Promise<ImportStatus>;
}

export function createBots(call: CallApi, clock: Clock): Bots {
  return {
    ...createBotImport(call, clock),
    async publish(request) {
      const operation = 'publish the bot';
      const { botId, versionComment, initiateTraining, signal } = requireObject(operation, request);
      const answer = await call({
        operation,
        method: 'POST',
        path: `/api/public/bot/${pathSegment(operation, 'botId', botId)}/publish`,
        body: { versionComment: requireText(operation, 'versionComment', versionComment), initiateTraining },
        access: ACCESS.publish,
        bucket: `bot ${botId}`,
        limit: AUTOMATION_LIMIT,
        repeatable: false,
        signal,
      });
      return readArray<PublishedResource>(operation, answer);
    },
  };
}
