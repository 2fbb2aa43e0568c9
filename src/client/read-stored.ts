import type { SyncCursor } from '../conversation/history-sync.js';
import type { QueuedMessage } from '../conversation/outbox.js';
import { isObject, isShallow, isString, textOf } from '../lib/json.js';
import type { UserMessageBody } from '../protocol/outbound.js';
import { readAttachments } from '../protocol/sanitize-fields.js';
import type { PersistedQueue, Unclaimed } from './persisted-queue.js';

/*
 * Reads what is stored under our keys. Other versions, other scripts of the page and half a write may have put anything there:
 * what is not of the right form is left out, entry by entry, so that one bad entry costs nothing but itself.
 */

/** Longest message that is restored, in UTF-16 units of its JSON. */
const MAX_MESSAGE_LENGTH = 1_000_000;
/** Dates beyond this are none. */
const MAX_TIME_MS = 8.64e15;
/** A mark may be ahead of this machine's clock: one of the two may be wrong. By more, it would hide every new message. */
const MAX_AHEAD_MS = 24 * 3_600_000;

/** @param text as it was stored; null where nothing is @returns undefined when it is no JSON */
export function readJson(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}

/** @param text as it was stored; null where nothing is @returns undefined when no message of ours is in it */
export function readPersistedQueue(text: string | null): PersistedQueue | undefined {
  const value = readJson(text);
  if (!isObject(value) || !Array.isArray(value.queue)) return undefined;
  const queue = value.queue.map(readQueuedMessage).filter((one) => one !== undefined);
  if (!queue.length) return undefined;
  // Not by a conversion to text or number: of a list that is nested deeply it overflows the stack.
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

/** What is nested too deeply to be written is too long, too. */
function isShort(value: object): boolean {
  try {
    return JSON.stringify(value).length <= MAX_MESSAGE_LENGTH;
  } catch {
    return false;
  }
}

const withoutUndefined = (value: object): object =>
  Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined));

/** @param value parsed; @param nowMs by this machine's clock: without it, any time counts */
export function readCursor(value: unknown, nowMs = MAX_TIME_MS): SyncCursor | undefined {
  if (!isObject(value)) return undefined;
  const serverId = isString(value.serverId) ? value.serverId : undefined;
  const createdAt = Number.isFinite(value.createdAt) ? Number(value.createdAt) : undefined;
  if ((serverId === undefined && createdAt === undefined) || Number(createdAt) > nowMs + MAX_AHEAD_MS) return undefined;
  return { ...(serverId !== undefined && { serverId }), ...(createdAt !== undefined && { createdAt }) };
}

/** @param text as it was stored; null where nothing is */
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
