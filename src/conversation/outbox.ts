import { ConnectionError, DeliveryError, type ErrorCode, type XoError } from '../errors/index.js';
import type { Clock } from '../lib/clock.js';
import { copyJson, isString, textOf } from '../lib/json.js';
import { timeOfId } from '../lib/message-id-generator.js';
import { onAbort } from '../lib/on-abort.js';
import { type MessageInput, toMessageBody } from '../protocol/encode.js';
import type { EventsFrame } from '../protocol/inbound.js';
import type { UserMessageBody } from '../protocol/outbound.js';
import { userContent } from '../protocol/user-content.js';
import type { MessageStatus } from './chat-message.js';
import { roughCursor } from './cursors.js';
import type { Delivery } from './delivery.js';
import type { SyncCursor } from './history-sync.js';
import type { Entry, Timeline } from './timeline.js';

export interface OutboxHost {
  clock: Clock;
  nextId(): number;
  /**
   * Sends a message over the socket.
   *
   * @param shown the body for events, without the secret
   * @returns false if it cannot be sent now
   */
  transmit(id: number, body: UserMessageBody, shown: UserMessageBody): boolean;
  /** Called when no ack came in time, so that the socket may be dead. */
  suspectSocket(cause: XoError): void;
  /** Returns how long an ack may take, in milliseconds. */
  ackWaitMs(): number;
  /** Called after messages were added to or removed from the queue. */
  saveQueue(): void;
  /** If messages are stored: called before each transmission. Resolves to false if another page has adopted them. */
  acquireQueue: (() => Promise<boolean>) | undefined;
  queueLimit: number;
}

/** A message as it is stored. `createdAt`: epoch milliseconds by the clock of its machine; earlier versions did not store it. */
export type QueuedMessage = [id: number, body: UserMessageBody, createdAt?: number];

export interface Outbox {
  /** Messages that may or may not have arrived: they were on the wire of a connection or page that is gone. */
  readonly messagesInDoubt: Entry[];
  send(input: string | MessageInput, signal?: AbortSignal): Promise<Delivery>;
  /** Queues a failed message again, with the same `clientMessageId`. Rejects if there is no such message. */
  retry(id: string): Promise<Delivery>;
  /** Withdraws a message that was never sent, or removes a failed one. @returns false if it was sent already */
  discard(id: string): boolean;
  /** Returns the queue entry of a message that another page has stored. */
  restore(queued: QueuedMessage): Entry;
  /** Called when the platform is known to have this message. */
  confirm(entry: Entry | undefined): void;
  /** Sends the next message, unless one is in flight or in doubt. */
  flush(): void;
  /**
   * Called when the connection is lost: a message in flight is in doubt from now on.
   *
   * @param refusal the error if the platform closed the connection because of a frame
   * @returns true if a message was in flight
   */
  connectionLost(refusal?: XoError): boolean;
  /** Called when another user has logged in. Sends nothing any more; messages of this page fail, restored ones stay stored. */
  abandon(cause: XoError): void;
  /**
   * Called when the history has been checked: messages that are still in doubt have not arrived.
   *
   * @param unreadable why the history could not be read and never will be
   */
  reconciled(unreadable?: XoError): void;
}

/** Returns the body to send; an empty one for input that cannot be serialized as JSON. */
function toBody(input: string | MessageInput): UserMessageBody {
  try {
    return (copyJson(toMessageBody(isString(input) ? { text: input } : input)) ?? {}) as UserMessageBody;
  } catch {
    return {};
  }
}

const createOwnEntry = (
  clientMessageId: number,
  body: UserMessageBody,
  status: MessageStatus,
  createdAt: number,
  more: Partial<Entry>,
): Entry => ({
  body,
  ...more,
  message: {
    id: `${clientMessageId}`,
    clientMessageId,
    from: 'user',
    ...userContent(body.renderMsg || body.body || '', body.attachments),
    status,
    createdAt,
  },
});

/**
 * Creates the queue of own messages, from `send()` to the ack, in the order of acceptance (docs/delivery.md, D1–D3).
 *
 * Only one message is in flight at a time, because otherwise a lost frame could change the order. The next one is sent after
 * the ack. A message in doubt blocks the queue until the history has been checked.
 *
 * A `queued` message was never sent; a `sent` one may have been.
 *
 * @param cursorBefore returns the newest cursor that is certainly before a message that is sent now
 * @param onPostponed called when another page may have sent the queue: the history must be read before `acquireQueue()` is
 *   called again
 */
export function createOutbox(
  host: OutboxHost,
  timeline: Timeline,
  cursorBefore: (entry: Entry) => SyncCursor,
  onPostponed: () => void,
): Outbox {
  const { clock, queueLimit } = host;
  const { queue, confirmed, update } = timeline;
  /** Sent over this connection and not acknowledged yet. */
  let inFlight: Entry | undefined;
  /** The message that the platform refuses, and the error. */
  let refused: [entry: Entry, cause: XoError] | undefined;
  /** Why nothing is sent any more: see `abandon`. */
  let abandoned: XoError | undefined;
  let stopTimer = () => {};

  function flush(): void {
    const [head] = queue;
    if (!head || inFlight || head.inDoubt || abandoned) return;
    // Set before transmitting, because a listener of `bot.message` may send the next message.
    inFlight = head;
    if (!host.acquireQueue) return transmit(head);
    void host.acquireQueue().then((isAcquired) => {
      if (!isAcquired) {
        clearInFlight();
        // The other page may have sent any of them at any time, even if `head` has left the queue meanwhile.
        for (const entry of queue) {
          entry.inDoubt = true;
          entry.notBefore = roughCursor(entry.message.createdAt);
        }
        onPostponed();
      } else if (head === inFlight) {
        // Older messages may have been added to the queue meanwhile.
        if (head === queue[0] && !head.inDoubt) transmit(head);
        else inFlight = undefined;
      }
    });
  }

  function transmit(head: Entry): void {
    const waitMs = host.ackWaitMs();
    stopTimer = clock.after(waitMs, () =>
      host.suspectSocket(new ConnectionError('XO_TIMEOUT', `unable to confirm a message; no ack within ${waitMs} ms`)),
    );
    head.notBefore = cursorBefore(head);
    const body = head.body!;
    const shown = head.secret ? { renderMsg: body.renderMsg! } : body;
    if (!host.transmit(Number(head.message.id), body, shown)) clearInFlight();
    else if (head === inFlight) {
      if (head.message.status === 'queued') update(head, { status: 'sent' });
      timeline.unmatched.set(head, clock.now());
    }
  }

  /** Stops waiting for an ack. */
  function clearInFlight(): void {
    stopTimer();
    inFlight = undefined;
  }

  /** Moves a message out of the queue: delivered or, with an error, failed. */
  function complete(entry: Entry, error?: XoError): void {
    if (entry === inFlight) clearInFlight();
    entry.inDoubt = false;
    timeline.remove(queue, entry);
    confirmed.push(entry);
    host.saveQueue();
    const { onResult } = entry;
    // A listener may call `retry()`, which sets another `onResult`.
    update(entry, { status: error ? 'failed' : 'delivered', error });
    onResult?.(error);
    flush();
  }

  const deliveryError = (code: ErrorCode, why: string, messageId?: string, cause?: XoError) =>
    new DeliveryError(code, `unable to deliver the message; ${why}`, {
      ...(messageId && { messageId }),
      ...(cause && { cause }),
    });

  const userChangedError = (messageId?: string) =>
    deliveryError('XO_MESSAGE_REFUSED', 'another user is logged in', messageId, abandoned);

  function discard(id: string): boolean {
    const entry = timeline.get(id);
    const status = entry?.message.status;
    if (status === 'queued') complete(entry!, deliveryError('XO_MESSAGE_DISCARDED', 'it was taken back', id));
    return status === 'queued' || (status === 'failed' && timeline.remove(confirmed, entry!));
  }

  /** @param isNew false for a message that was shown before */
  function enqueue(entry: Entry, isNew: boolean): void {
    timeline.insert(queue, queue.length, entry, isNew);
    if (!isNew) update(entry, { status: 'queued', error: undefined });
    // Another page may send a stored message if this page seems to be dead.
    if (host.acquireQueue) timeline.unmatched.set(entry, entry.message.createdAt);
    host.saveQueue();
    flush();
  }

  /** Returns a promise for the result of the entry that `start` passes to `setResult`, or for what `start` throws. Rejects after `abandon()`. */
  function deliver(start: (setResult: (entry: Entry, onEnd?: () => void) => void) => void): Promise<Delivery> {
    const promise = new Promise<Delivery>((resolve, reject) => {
      if (abandoned) throw userChangedError();
      start((entry, onEnd) => {
        entry.onResult = (error) => {
          onEnd?.();
          if (error) reject(error);
          else resolve({ id: entry.message.id, status: 'delivered' });
        };
      });
    });
    // The status of the message shows the failure, too, so an ignored promise must not end a Node process.
    promise.catch(() => {});
    return promise;
  }

  return {
    get messagesInDoubt() {
      return queue.filter(({ inDoubt }) => inDoubt);
    },
    send: (input, signal) =>
      deliver((setResult) => {
        const body = toBody(input);
        if (!body.body && !body.attachments)
          throw deliveryError('XO_MESSAGE_INVALID', 'it is empty, no JSON, or nested too deeply');
        // Restored messages do not count, so that they take no room from new ones.
        if (queue.filter(({ onResult }) => onResult).length >= queueLimit)
          throw deliveryError('XO_QUEUE_FULL', `${queueLimit} are waiting`);
        if (signal?.aborted) throw deliveryError('XO_MESSAGE_DISCARDED', 'it was aborted');
        const clientMessageId = host.nextId();
        const stopListening = onAbort(signal, () => void discard(`${clientMessageId}`));
        const secret = !isString(input) && input.secret;
        const entry = createOwnEntry(clientMessageId, body, 'queued', clock.now(), { secret });
        setResult(entry, stopListening);
        enqueue(entry, true);
      }),
    retry: (id) =>
      deliver((setResult) => {
        const entry = timeline.get(id);
        if (entry?.message.status !== 'failed' || !timeline.remove(confirmed, entry))
          throw deliveryError('XO_MESSAGE_UNKNOWN', 'no failed message has this id', textOf(id));
        setResult(entry);
        enqueue(entry, false);
      }),
    discard,
    restore: ([id, body, createdAt = timeOfId(id)]) => createOwnEntry(id, body, 'sent', createdAt, { inDoubt: true }),
    confirm(entry) {
      if (entry && queue.includes(entry)) complete(entry);
      // It had failed because the history could not be read. A message that the user has removed stays so.
      else if (entry?.message.status === 'failed' && confirmed.includes(entry))
        update(entry, { status: 'delivered', error: undefined });
    },
    flush,
    connectionLost(refusal) {
      const lost = inFlight;
      clearInFlight();
      if (!lost) return false;
      lost.inDoubt = true;
      // The first close with 1007 or 1009 may be another frame's fault, so the message fails only after the second.
      if (refusal && lost.isSuspect) refused = [lost, refusal];
      lost.isSuspect ||= !!refusal;
      return true;
    },
    abandon(cause) {
      abandoned = cause;
      clearInFlight();
      for (const entry of [...queue]) if (entry.onResult) complete(entry, userChangedError(entry.message.id));
    },
    reconciled(unreadable) {
      const [entry, cause] = refused ?? [queue[0], unreadable];
      const why = refused ? 'the platform does not take it' : 'nobody can tell whether it arrived';
      refused = undefined;
      if (entry?.inDoubt && cause && queue.includes(entry))
        complete(entry, deliveryError('XO_MESSAGE_REFUSED', why, entry.message.id, cause));
      for (const queued of queue) queued.inDoubt = false;
      flush();
    },
  };
}

/** Applies an agent's receipt: it has received or read one own message or, with the id `all`, all of them (docs/protocol.md §4.6). */
export function applyReceipt(
  { type, clientMessageId }: EventsFrame['message'],
  { confirmed, get, update }: Timeline,
  outbox: Outbox,
): void {
  const isRead = type === 'message_read';
  if (!isRead && type !== 'message_delivered') return;
  const known = get(clientMessageId);
  outbox.confirm(known);
  const markRead = (entry: Entry) => {
    const { from, status } = entry.message;
    if (from === 'user' && status === 'delivered') update(entry, { status: 'read' });
    return status === 'read';
  };
  if (isRead && known) markRead(known);
  // Ends at a message that was read before, because all earlier ones were, too.
  else if (isRead && clientMessageId === 'all') confirmed.findLast(markRead);
}
