import { ConnectionError, DeliveryError, type XoError } from '../errors/index.js';
import type { Clock } from '../lib/clock.js';
import { type MessageInput, toMessageBody } from '../protocol/encode.js';
import type { UserMessageBody } from '../protocol/outbound.js';
import { userContent } from '../protocol/user-content.js';
import type { MessageIndex } from './message-index.js';
import type { MessageList } from './message-list.js';

export interface Delivery {
  /** `id` of the message in `client.messages`. */
  readonly id: string;
  readonly status: 'delivered';
}

export interface SenderPorts {
  clock: Clock;
  nextId(): number;
  /** Puts a message on the wire. @returns false when it cannot leave now */
  transmit(id: number, body: UserMessageBody): boolean;
  /** No ack came in time. */
  suspect(cause: XoError): void;
  ackTimeoutMs: number;
  queueLimit: number;
}

export interface Sender {
  /** Messages that the platform has not confirmed. */
  readonly waiting: number;
  /** Where a message from elsewhere goes: before all that wait. */
  readonly boundary: number;
  send(input: string | MessageInput, signal?: AbortSignal): Promise<Delivery>;
  /** Queues a failed message again, under its old number. @returns false when there is no such message */
  retry(id: string): boolean;
  /** Takes back a message that is not on the wire, or removes a failed one. @returns false when it is too late */
  discard(id: string): boolean;
  /** The platform has the message with this number. @returns true when it was waiting for that */
  confirm(id: string): boolean;
  /** Sends what is next, if the way is free. */
  flush(): void;
  /** The connection is gone: what was on the wire may have arrived or not. */
  lost(): void;
  /** The history was read to the end: what was in doubt and is not in it has not arrived. */
  reconciled(): void;
}

interface Entry {
  id: number;
  name: string;
  body: UserMessageBody;
  /**
   * `queued`: not on the wire. `sent`: on the wire of this connection. `unsure`: it was on the wire of a connection that
   * is gone; only the history knows whether it arrived.
   */
  state: 'queued' | 'sent' | 'unsure';
  settle(error?: XoError): void;
}

/**
 * Own messages from `send()` to the ack, in the order of acceptance (law 1).
 *
 * One message is on the wire at a time: only so is the order certain whatever gets lost. The next one leaves with the ack
 * of the last, and one in doubt blocks the way until the history has spoken (law 2). Until the platform has them they stand
 * at the end of the list, because that is where it will put them: whatever arrives earlier goes before them.
 */
export function createSender(ports: SenderPorts, list: MessageList, index: MessageIndex): Sender {
  const { clock, ackTimeoutMs, queueLimit } = ports;
  const queue: Entry[] = [];
  /** What failed messages would send, for `retry()`. */
  const failed = new Map<string, UserMessageBody>();
  let stopTimer = () => {};

  function accept(id: number, body: UserMessageBody, settle: Entry['settle']): void {
    const name = `${id}`;
    queue.push({ id, name, body, state: 'queued', settle });
    list.insert(list.length, {
      id: name,
      clientMessageId: id,
      from: 'user',
      ...userContent(body.renderMsg || body.body || '', body.attachments),
      status: 'queued',
      createdAt: clock.now(),
    });
    flush();
  }

  function flush(): void {
    const [head] = queue;
    if (head?.state !== 'queued') return;
    // Before transmitting: a listener of the frame may send the next message.
    head.state = 'sent';
    if (!ports.transmit(head.id, head.body)) {
      head.state = 'queued';
      return;
    }
    stopTimer = clock.after(ackTimeoutMs, () =>
      ports.suspect(new ConnectionError('timeout', `unable to confirm a message; no ack within ${ackTimeoutMs} ms`)),
    );
    list.update(head.name, { status: 'sent' });
    index.watch(list.get(head.name)!, clock.now());
  }

  function settle(entry: Entry, error?: DeliveryError): void {
    const { name, state, body } = entry;
    if (state === 'sent') stopTimer();
    if (entry !== queue[0]) list.insert(boundary(), list.remove(name));
    queue.splice(queue.indexOf(entry), 1);
    if (error) failed.set(name, body);
    list.update(name, error ? { status: 'failed', error } : { status: 'delivered' });
    entry.settle(error);
    flush();
  }

  const boundary = () => list.length - queue.length;
  const find = (name: string) => queue.find((entry) => entry.name === name);
  const forget = (name: string) => failed.delete(name) && !!list.remove(name);

  function discard(name: string): boolean {
    const entry = find(name);
    if (entry?.state !== 'queued') return forget(name);
    settle(entry, new DeliveryError('message_discarded', 'unable to deliver the message; it was taken back'));
    return true;
  }

  return {
    get waiting() {
      return queue.length;
    },
    get boundary() {
      return boundary();
    },
    send(input, signal) {
      const promise = new Promise<Delivery>((resolve, reject) => {
        const body = toMessageBody(typeof input === 'string' ? { text: input } : input);
        const refuse = (code: 'message_invalid' | 'queue_full' | 'message_discarded', why: string) => {
          throw new DeliveryError(code, `unable to send the message; ${why}`);
        };
        if (!body.body && !body.attachments) refuse('message_invalid', 'it is empty');
        if (queue.length >= queueLimit) refuse('queue_full', `${queueLimit} are waiting`);
        if (signal?.aborted) refuse('message_discarded', 'it was aborted');
        const id = ports.nextId();
        const onAbort = () => void discard(`${id}`);
        signal?.addEventListener('abort', onAbort);
        accept(id, body, (error) => {
          signal?.removeEventListener('abort', onAbort);
          if (error) reject(error);
          else resolve({ id: `${id}`, status: 'delivered' });
        });
      });
      // Who ignores the promise still sees the failure in the message's status; it must not end a Node process.
      promise.catch(() => {});
      return promise;
    },
    retry(name) {
      const body = failed.get(name);
      if (body && forget(name)) accept(Number(name), body, () => {});
      return !!body;
    },
    discard,
    confirm(name) {
      const entry = find(name);
      if (entry) settle(entry);
      return !!entry;
    },
    flush,
    lost() {
      stopTimer();
      if (queue[0]?.state === 'sent') queue[0].state = 'unsure';
    },
    reconciled() {
      if (queue[0]?.state === 'unsure') queue[0].state = 'queued';
      flush();
    },
  };
}
