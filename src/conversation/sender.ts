import { ConnectionError, DeliveryError, type XoError } from '../errors/index.js';
import type { Clock } from '../lib/clock.js';
import { type Encoder, type MessageInput, toMessageBody } from '../protocol/encode.js';
import type { BotMessageFrame, UserMessageBody } from '../protocol/outbound.js';
import { userContent } from '../protocol/user-content.js';
import type { MessageStore } from './message-store.js';
import { Outbox, type OutboxEntry } from './outbox.js';

export interface Delivery {
  /** `id` of the message in `client.messages`. */
  readonly id: string;
  readonly status: 'delivered';
}

export interface SenderPorts {
  clock: Clock;
  nextId(): number;
  encoder: Encoder;
  /** @returns false when the frame cannot leave now */
  transmit(frame: BotMessageFrame): boolean;
  /** No ack came in time. */
  suspect(cause: XoError): void;
  ackTimeoutMs: number;
  queueLimit: number;
}

/**
 * Own messages from `send()` to the ack. They stand at the end of the list until the platform has them, because that is
 * where the platform will put them: whatever arrives earlier goes before them.
 */
export class Sender {
  readonly #ports: SenderPorts;
  readonly #store: MessageStore;
  readonly #outbox: Outbox;
  /** What failed messages would send, for `retry()`. */
  readonly #failed = new Map<string, UserMessageBody>();
  #stopAckTimer = () => {};

  constructor(ports: SenderPorts, store: MessageStore) {
    this.#ports = ports;
    this.#store = store;
    this.#outbox = new Outbox(ports.queueLimit, (entry) => this.#transmit(entry));
  }

  /** Messages that the platform has not confirmed. */
  get waiting(): number {
    return this.#outbox.size;
  }

  /** Where a message from elsewhere goes: before all that wait. */
  get boundary(): number {
    return this.#store.list.length - this.#outbox.size;
  }

  send(input: string | MessageInput, signal?: AbortSignal): Promise<Delivery> {
    const body = toMessageBody(typeof input === 'string' ? { text: input } : input);
    const id = this.#ports.nextId();
    const promise = new Promise<Delivery>((resolve, reject) => {
      if (!body.body && !body.attachments) {
        throw new DeliveryError(
          'message_invalid',
          'unable to send the message; it has neither text nor payload nor attachment',
        );
      }
      if (signal?.aborted) throw new DeliveryError('message_discarded', 'unable to send the message; it was aborted');
      const onAbort = () => this.discard(String(id));
      this.#accept(id, body, (error) => {
        signal?.removeEventListener('abort', onAbort);
        if (error) reject(error);
        else resolve({ id: String(id), status: 'delivered' });
      });
      signal?.addEventListener('abort', onAbort);
    });
    // Who ignores the promise still sees the failure in the message's status; it must not end a Node process.
    promise.catch(() => {});
    return promise;
  }

  /** Queues a failed message again, under its old number. @returns false when there is no such message */
  retry(id: string): boolean {
    const body = this.#failed.get(id);
    if (!body) return false;
    this.#forget(id);
    this.#accept(Number(id), body, () => {});
    return true;
  }

  /** Takes back a message that is not on the wire, or removes a failed one. @returns false when it is too late */
  discard(id: string): boolean {
    const entry = this.#outbox.find(id);
    if (entry?.state === 'queued') {
      this.#settle(
        entry,
        new DeliveryError('message_discarded', 'unable to deliver the message; it was taken back', {
          clientMessageId: entry.id,
        }),
      );
      return true;
    }
    return this.#forget(id);
  }

  /** The platform has the message with this number. @returns true when it was waiting for that */
  confirm(id: string): boolean {
    const entry = this.#outbox.find(id);
    if (entry) this.#settle(entry);
    return !!entry;
  }

  /** Sends what is next, if the way is free. */
  flush(): void {
    this.#outbox.flush();
  }

  /** The connection is gone: what was on the wire may have arrived or not. */
  lost(): void {
    this.#stopAckTimer();
    this.#outbox.lost();
  }

  /** The history was read to the end: what was in doubt and is not in it has not arrived. */
  reconciled(): void {
    this.#outbox.reconciled();
  }

  #accept(id: number, body: UserMessageBody, settle: OutboxEntry['settle']): void {
    const { clock } = this.#ports;
    this.#outbox.add({ id, body, state: 'queued', settle });
    this.#store.add(
      {
        id: String(id),
        clientMessageId: id,
        from: 'user',
        ...userContent(body.renderMsg || body.body || '', body.attachments),
        status: 'queued',
        createdAt: clock.now(),
      },
      this.#store.list.length,
    );
    this.#outbox.flush();
  }

  #transmit({ id, body }: OutboxEntry): boolean {
    const { clock, encoder, transmit, suspect, ackTimeoutMs } = this.#ports;
    if (!transmit(encoder.botMessage(id, body))) return false;
    this.#stopAckTimer = clock.after(ackTimeoutMs, () =>
      suspect(new ConnectionError('timeout', `unable to confirm a message; no ack within ${ackTimeoutMs} ms`)),
    );
    this.#store.update(String(id), { status: 'sent' });
    this.#store.index.watch(this.#store.list.get(String(id))!, clock.now(), Infinity);
    return true;
  }

  #settle(entry: OutboxEntry, error?: DeliveryError): void {
    const { list } = this.#store;
    const name = String(entry.id);
    if (entry.state === 'sent') this.#stopAckTimer();
    if (list.indexOf(name) > this.boundary) this.#store.move(name, this.boundary);
    this.#outbox.remove(entry);
    this.#store.update(name, error ? { status: 'failed', error } : { status: 'delivered' });
    if (error) this.#failed.set(name, entry.body);
    else this.#store.index.arrived(this.#store.list.get(name)!);
    entry.settle(error);
    this.#outbox.flush();
  }

  #forget(id: string): boolean {
    const failed = this.#failed.delete(id);
    if (failed) this.#store.remove(id);
    return failed;
  }
}
