import { ConnectionError, DeliveryError, type ErrorCode, type XoError } from '../errors/index.js';
import type { Clock } from '../lib/clock.js';
import { copyJson, isString } from '../lib/json.js';
import { timeOfId } from '../lib/message-id-generator.js';
import { onAbort } from '../lib/on-abort.js';
import { type MessageInput, toMessageBody } from '../protocol/encode.js';
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
   * Puts a message on the wire.
   *
   * @param shown the same for everybody's eyes
   * @returns false when it cannot leave now
   */
  transmit(id: number, body: UserMessageBody, shown: UserMessageBody): boolean;
  /** No ack came in time. */
  suspectSocket(cause: XoError): void;
  /** How long an ack may take, in milliseconds. */
  ackWaitMs(): number;
  /** Called when messages have joined or left the queue. */
  saveQueue(): void;
  /** Where messages are kept for later pages: whether they are still this page's to send. */
  acquireQueue: (() => Promise<boolean>) | undefined;
  queueLimit: number;
}

/** A message as it is kept. `createdAt`: epoch milliseconds by the clock of its machine; earlier versions kept none. */
export type QueuedMessage = [id: number, body: UserMessageBody, createdAt?: number];

export interface Outbox {
  /** Messages that may have arrived or not: they were on the wire of a connection or a page that is gone. */
  readonly messagesInDoubt: Entry[];
  send(input: string | MessageInput, signal?: AbortSignal): Promise<Delivery>;
  /** Queues a failed message again, under its old number. @returns false when there is no such message */
  retry(id: string): boolean;
  /** Takes back a message that is not on the wire, or removes a failed one. @returns false when it is too late */
  discard(id: string): boolean;
  /** A message of another page, as it would be in the queue. */
  restore(queued: QueuedMessage): Entry;
  /** The platform has this message. */
  confirm(entry: Entry | undefined): void;
  /** Sends what is next, if the way is free. */
  flush(): void;
  /**
   * The connection is gone: what was on the wire may have arrived or not.
   *
   * @param refusal why the platform did not take what was on the wire, if it said so
   * @returns true when something was
   */
  connectionLost(refusal?: XoError): boolean;
  /** Another user has taken over: nothing of this queue leaves any more. What was sent here fails; what was restored stays stored. */
  abandon(cause: XoError): void;
  /**
   * What was in doubt and is not in the history by now has not arrived.
   *
   * @param unknown why the history cannot be read, and never will be
   */
  reconciled(unknown?: XoError): void;
}

/** What goes on the wire; nothing for what cannot be JSON. */
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
 * Own messages from `send()` to the ack, in the order of acceptance (law 1).
 *
 * One message is on the wire at a time: only so is the order certain whatever gets lost. The next one leaves with the ack
 * of the last, and one in doubt blocks the way until the history has spoken (law 2).
 *
 * `status` says what may be done: a `queued` message was never on the wire, a `sent` one may have been.
 *
 * @param cursorBefore the newest place in the history that is surely before a message which leaves now
 * @param onPostponed called when messages are not this page's to send: the history has to be read before that is asked again
 */
export function createOutbox(
  host: OutboxHost,
  timeline: Timeline,
  cursorBefore: (entry: Entry) => SyncCursor,
  onPostponed: () => void,
): Outbox {
  const { clock, queueLimit } = host;
  const { queue, confirmed, update } = timeline;
  /** On the wire of this connection. */
  let inFlight: Entry | undefined;
  /** What the platform does not take, and why, if it said so. */
  let refused: [entry: Entry, cause: XoError] | undefined;
  /** Why nothing is sent any more. */
  let abandoned: XoError | undefined;
  let stopTimer = () => {};

  function flush(): void {
    const [head] = queue;
    if (!head || inFlight || head.inDoubt || abandoned) return;
    // Before transmitting: a listener of the frame may send the next message.
    inFlight = head;
    if (!host.acquireQueue) return transmit(head);
    void host.acquireQueue().then((isAcquired) => {
      if (!isAcquired) {
        clearInFlight();
        // The other page may have sent any of them at any time, also where the one that was asked for has left the queue.
        for (const entry of queue) {
          entry.inDoubt = true;
          entry.notBefore = roughCursor(entry.message.createdAt);
        }
        onPostponed();
      } else if (head === inFlight) {
        // Older messages may have joined the queue meanwhile.
        if (head === queue[0] && !head.inDoubt) transmit(head);
        else inFlight = undefined;
      }
    });
  }

  function transmit(head: Entry): void {
    const waitMs = host.ackWaitMs();
    stopTimer = clock.after(waitMs, () =>
      host.suspectSocket(new ConnectionError('timeout', `unable to confirm a message; no ack within ${waitMs} ms`)),
    );
    head.notBefore ??= cursorBefore(head);
    const body = head.body!;
    const shown = head.secret ? { renderMsg: body.renderMsg! } : body;
    if (!host.transmit(Number(head.message.id), body, shown)) clearInFlight();
    else if (head === inFlight) {
      if (head.message.status === 'queued') update(head, { status: 'sent' });
      timeline.trackForMatch(head, clock.now());
    }
  }

  /** Nothing is on the wire. */
  function clearInFlight(): void {
    stopTimer();
    inFlight = undefined;
  }

  function complete(entry: Entry, error?: XoError): void {
    if (entry === inFlight) clearInFlight();
    entry.inDoubt = false;
    timeline.remove(queue, entry);
    confirmed.push(entry);
    host.saveQueue();
    update(entry, { status: error ? 'failed' : 'delivered', error });
    entry.onResult?.(error);
    flush();
  }

  const deliveryError = (code: ErrorCode, why: string, cause?: XoError) =>
    new DeliveryError(code, `unable to deliver the message; ${why}`, cause && { cause });

  const userChangedError = () => deliveryError('message_refused', 'another user is logged in', abandoned);

  function discard(id: string): boolean {
    const entry = timeline.get(id);
    const status = entry?.message.status;
    if (status === 'queued') complete(entry!, deliveryError('message_discarded', 'it was taken back'));
    return status === 'queued' || (status === 'failed' && timeline.remove(confirmed, entry!));
  }

  function enqueue(entry: Entry): void {
    timeline.insert(queue, queue.length, entry);
    // What is kept may be sent by another page, when this one seems dead.
    if (host.acquireQueue) timeline.trackForMatch(entry, entry.message.createdAt);
    host.saveQueue();
    flush();
  }

  return {
    get messagesInDoubt() {
      return queue.filter(({ inDoubt }) => inDoubt);
    },
    send(input, signal) {
      const promise = new Promise<Delivery>((resolve, reject) => {
        const body = toBody(input);
        if (abandoned) throw userChangedError();
        if (!body.body && !body.attachments)
          throw deliveryError('message_invalid', 'it is empty, no JSON, or nested too deeply');
        // What earlier pages have left takes no room from this one.
        if (queue.filter(({ onResult }) => onResult).length >= queueLimit)
          throw deliveryError('queue_full', `${queueLimit} are waiting`);
        if (signal?.aborted) throw deliveryError('message_discarded', 'it was aborted');
        const clientMessageId = host.nextId();
        const id = `${clientMessageId}`;
        const stopListening = onAbort(signal, () => void discard(id));
        enqueue({
          ...createOwnEntry(clientMessageId, body, 'queued', clock.now(), { secret: !isString(input) && input.secret }),
          onResult(error) {
            stopListening();
            if (error) reject(error);
            else resolve({ id, status: 'delivered' });
          },
        });
      });
      // Who ignores the promise still sees the failure in the message's status; it must not end a Node process.
      promise.catch(() => {});
      return promise;
    },
    retry(id) {
      const entry = timeline.get(id);
      if (entry?.message.status !== 'failed' || !timeline.remove(confirmed, entry)) return false;
      entry.message = { ...entry.message, status: 'queued', error: undefined };
      enqueue(entry);
      return true;
    },
    discard,
    restore: ([id, body, createdAt = timeOfId(id)]) => createOwnEntry(id, body, 'sent', createdAt, { inDoubt: true }),
    confirm(entry) {
      if (entry && queue.includes(entry)) complete(entry);
      // It was given up in doubt.
      else if (entry?.message.status === 'failed') update(entry, { status: 'delivered', error: undefined });
    },
    flush,
    connectionLost(reason) {
      const lost = inFlight;
      clearInFlight();
      if (!lost) return false;
      lost.inDoubt = true;
      // The first time it may have been another frame.
      if (reason && lost.isSuspect) refused = [lost, reason];
      lost.isSuspect ||= !!reason;
      return true;
    },
    abandon(cause) {
      abandoned = cause;
      clearInFlight();
      for (const entry of [...queue]) if (entry.onResult) complete(entry, userChangedError());
    },
    reconciled(unknown) {
      const [entry, cause] = refused ?? [queue[0], unknown];
      const why = refused ? 'the platform does not take it' : 'nobody can tell whether it arrived';
      refused = undefined;
      if (entry?.inDoubt && cause && queue.includes(entry))
        complete(entry, deliveryError('message_refused', why, cause));
      for (const one of queue) one.inDoubt = false;
      flush();
    },
  };
}
