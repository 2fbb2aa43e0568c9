import type { SyncCursor } from '../conversation/history-sync.js';
import type { QueuedMessage } from '../conversation/outbox.js';
import { isObject, isShallow, isString, textOf } from '../lib/json.js';
import type { UserMessageBody } from '../protocol/outbound.js';
import { readAttachments } from '../protocol/sanitize-fields.js';
import type { PersistedQueue, Unclaimed } from './persisted-queue.js';

/*
 * Reads what is stored under our keys. It may be anything, because of other versions, other scripts of the page, or an
 * interrupted write. Invalid entries are left out one by one, so that a bad entry costs only itself.
 */

/** Longest message that is restored, in UTF-16 units of its JSON. */
const MAX_MESSAGE_LENGTH = 1_000_000;
/** The largest valid time of a Date. */
const MAX_TIME_MS = 8.64e15;
/** How far a cursor may be ahead of this machine's clock, either of which may be wrong. One further ahead would hide new messages. */
const MAX_AHEAD_MS = 24 * 3_600_000;

/** @param text the stored text; null if there is none @returns undefined if it is not JSON */
export function readJson(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}

/** @param text the stored text; null if there is none @returns undefined if it contains no valid message */
export function readPersistedQueue(text: string | null): PersistedQueue | undefined {
  const value = readJson(text);
  if (!isObject(value) || !Array.isArray(value.queue)) return undefined;
  const queue = value.queue.map(readQueuedMessage).filter((one) => one !== undefined);
  if (!queue.length) return undefined;
  // Checked before it is converted, because converting a deeply nested array overflows the stack.
  const until = Number.isFinite(value.until) ? Number(value.until) : 0;
  return { owner: textOf(value.owner), until, queue, mark: readCursor(value.mark) };
}

function readQueuedMessage(value: unknown): QueuedMessage | undefined {
  if (!isShallow(value)) return undefined;
  const [id, body, createdAt]: unknown[] = Array.isArray(value) ? value : [];
  if (!Number.isSafeInteger(id) || Number(id) <= 0 || !isObject(body)) return undefined;
  const { body: text, renderMsg, attachments, customData, metaTags } = body;
  if (![text, renderMsg].every((one) => one === undefined || isString(one))) return undefined;
  if (attachments !== undefined && !Array.isArray(attachments)) return undefined;
  const files = attachments === undefined ? undefined : readAttachments(attachments);
  const read = {
    body: text,
    renderMsg,
    attachments: files,
    customData: isObject(customData) ? customData : undefined,
    metaTags,
  };
  if ((!text && !files?.length) || !isShort(read)) return undefined;
  const queued: QueuedMessage = [Number(id), withoutUndefined(read) as UserMessageBody];
  if (Number.isFinite(createdAt) && Math.abs(Number(createdAt)) <= MAX_TIME_MS) queued.push(Number(createdAt));
  return queued;
}

/** False for values that are too long, or nested too deeply to be serialized. */
function isShort(value: object): boolean {
  try {
    return JSON.stringify(value).length <= MAX_MESSAGE_LENGTH;
  } catch {
    return false;
  }
}

const withoutUndefined = (value: object): object =>
  Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined));

/**
 * @param value the parsed JSON
 * @param nowMs by this machine's clock; without it, every time is accepted
 */
export function readCursor(value: unknown, nowMs = MAX_TIME_MS): SyncCursor | undefined {
  if (!isObject(value)) return undefined;
  const serverId = isString(value.serverId) ? value.serverId : undefined;
  const createdAt = Number.isFinite(value.createdAt) ? Number(value.createdAt) : undefined;
  if ((serverId === undefined && createdAt === undefined) || Number(createdAt) > nowMs + MAX_AHEAD_MS) return undefined;
  return { ...(serverId !== undefined && { serverId }), ...(createdAt !== undefined && { createdAt }) };
}

/** @param text the stored text; null if there is none */
export function readUnclaimed(text: string | null): Unclaimed | undefined {
  const value = readJson(text);
  if (!isObject(value) || !Array.isArray(value.messages)) return undefined;
  return {
    after: isString(value.after) ? value.after : undefined,
    messages: value.messages.filter(
      (one): one is [number, string] => Array.isArray(one) && Number.isSafeInteger(one[0]) && isString(one[1]),
    ),
  };
}
