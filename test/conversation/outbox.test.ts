import { describe, expect, it, vi } from 'vitest';
import { ConnectionError, DeliveryError } from '../../src/errors/index.js';
import { settle } from '../simulation/virtual-clock.js';
import { chatMessage } from '../support/messages.js';
import { testOutbox } from '../support/test-outbox.js';

const errorOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: DeliveryError) => error,
  );

/** Creates an outbox and sends these texts; `offline`: without a connection. */
function sent(texts: string[], offline = false) {
  const test = testOutbox();
  test.wire.isUp = !offline;
  const sending = texts.map((text) => test.outbox.send(text));
  return { ...test, sending };
}

describe('send', () => {
  it('shows the message at once and transmits it', () => {
    const { timeline, wire } = sent(['Hi']);
    expect(timeline.snapshot).toMatchObject([
      { id: '1', clientMessageId: 1, from: 'user', text: 'Hi', status: 'sent' },
    ]);
    expect(wire.sent).toEqual([{ id: 1, body: { body: 'Hi' } }]);
  });

  it('resolves after the ack', async () => {
    const { sending, confirm, statuses, clock } = sent(['Hi']);
    confirm(1);
    expect(await sending[0]).toEqual({ id: '1', status: 'delivered' });
    expect([statuses(), clock.pending]).toEqual([['1 delivered'], 0]);
  });

  it('accepts a message offline and transmits it when connected', () => {
    const { outbox, wire, statuses, ids } = sent(['Hi'], true);
    expect(statuses()).toEqual(['1 queued']);
    wire.isUp = true;
    outbox.flush();
    expect([statuses(), ids()]).toEqual([['1 sent'], [1]]);
  });

  it('shows the renderText and transmits the payload', () => {
    const { outbox, wire, timeline } = testOutbox();
    void outbox.send({ text: 'Book a flight', payload: { intent: 'book' } });
    expect(wire.sent[0]!.body).toEqual({ body: '{"intent":"book"}', renderMsg: 'Book a flight' });
    expect(timeline.snapshot[0]!.text).toBe('Book a flight');
  });

  it.each(['', '  \n ', {}, { text: '' }, { attachments: [] }, undefined, null, { text: 5 }, { payload: { big: 1n } }])(
    'rejects %o, which has no content',
    async (input) => {
      const { outbox, timeline } = testOutbox();
      const error = await errorOf(outbox.send(input as string));
      expect(error).toBeInstanceOf(DeliveryError);
      expect([error!.code, timeline.snapshot]).toEqual(['XO_MESSAGE_INVALID', []]);
    },
  );

  it('rejects messages beyond queueLimit and keeps the queue', async () => {
    const { outbox, wire, statuses } = testOutbox({ queueLimit: 3 });
    wire.isUp = false;
    for (const text of ['a', 'b', 'c']) void outbox.send(text);
    expect(await errorOf(outbox.send('d'))).toMatchObject({ code: 'XO_QUEUE_FULL', retryable: true });
    expect(statuses()).toEqual(['1 queued', '2 queued', '3 queued']);
  });

  it('is not affected by later changes of its argument', () => {
    const { outbox, wire } = testOutbox();
    wire.isUp = false;
    const customData = { step: 1 };
    void outbox.send({ text: 'a', customData });
    customData.step = 2;
    wire.isUp = true;
    outbox.flush();
    expect(wire.sent[0]!.body.customData).toEqual({ step: 1 });
  });

  it('causes no unhandled rejection', async () => {
    const unhandled = vi.fn();
    process.on('unhandledRejection', unhandled);
    const { outbox } = sent(['', 'Hi'], true);
    outbox.discard('1');
    await settle();
    process.off('unhandledRejection', unhandled);
    expect(unhandled).not.toHaveBeenCalled();
  });
});

describe('order', () => {
  it('is kept with one message in flight at a time', () => {
    const { confirm, ids, statuses } = sent(['a', 'b', 'c']);
    expect([ids(), statuses()]).toEqual([[1], ['1 sent', '2 queued', '3 queued']]);
    confirm(1);
    expect(ids()).toEqual([1, 2]);
    confirm(2);
    confirm(3);
    expect(statuses()).toEqual(['1 delivered', '2 delivered', '3 delivered']);
  });

  it('is kept if a listener sends during a transmission', () => {
    const order: number[] = [];
    const { outbox, confirm, statuses } = testOutbox({
      transmit(id) {
        order.push(id);
        if (id === 1) void outbox.send('b');
        return true;
      },
    });
    void outbox.send('a');
    confirm(1);
    expect([order, statuses()]).toEqual([
      [1, 2],
      ['1 delivered', '2 sent'],
    ]);
  });
});

describe('an ack', () => {
  it('is ignored if it is for an unknown message, for another message, or a repetition', () => {
    const { outbox, timeline, confirm, statuses } = sent(['a']);
    timeline.insert(timeline.confirmed, 0, { message: chatMessage('99') });
    outbox.confirm(undefined);
    confirm(99);
    expect(statuses()).toEqual(['99 delivered', '1 sent']);
    confirm(1);
    confirm(1);
    expect(statuses()).toEqual(['99 delivered', '1 delivered']);
  });

  it('confirms a later message alone', () => {
    const { confirm, statuses, ids } = sent(['a', 'b', 'c']);
    confirm(2);
    expect(statuses()).toEqual(['2 delivered', '1 sent', '3 queued']);
    confirm(1);
    expect(ids()).toEqual([1, 3]);
  });

  it('that is missing makes the socket suspect, once', async () => {
    const { clock, suspicions } = sent(['a']);
    await clock.advance(7_999);
    expect(suspicions).toEqual([]);
    await clock.advance(60_000);
    expect(suspicions).toMatchObject([{ code: 'XO_TIMEOUT', retryable: true }]);
  });

  it('that is late still confirms', async () => {
    const { clock, confirm, sending } = sent(['a']);
    await clock.advance(9_000);
    confirm(1);
    expect(await sending[0]).toMatchObject({ status: 'delivered' });
  });
});

describe('after a lost connection', () => {
  it('a message in doubt blocks the queue until the history is read', () => {
    const { outbox, ids, clock } = sent(['a', 'b']);
    outbox.connectionLost();
    outbox.flush();
    expect([ids(), clock.pending]).toEqual([[1], 0]);
  });

  it('a message that the history has is delivered and not sent again', async () => {
    const { outbox, confirm, ids, sending } = sent(['a', 'b']);
    outbox.connectionLost();
    confirm(1);
    outbox.reconciled();
    expect(ids()).toEqual([1, 2]);
    expect(await sending[0]).toMatchObject({ id: '1' });
  });

  it('a message that the history does not have is sent again with the same id and body', () => {
    const { outbox, wire } = testOutbox();
    void outbox.send({ text: 'a', metaTags: [1] });
    outbox.connectionLost();
    outbox.reconciled();
    expect(wire.sent).toHaveLength(2);
    expect(wire.sent[1]).toEqual(wire.sent[0]);
  });

  it('a message that was never sent does not wait for the history', () => {
    const { outbox, wire, ids } = sent(['a'], true);
    outbox.connectionLost();
    wire.isUp = true;
    outbox.flush();
    expect(ids()).toEqual([1]);
  });

  it('a message fails if the history cannot be read, and the queue continues', async () => {
    const { outbox, statuses, sending, ids } = sent(['a', 'b']);
    const cause = new ConnectionError('XO_SOCKET_CLOSED', 'unable to read');
    outbox.connectionLost();
    outbox.reconciled(cause);
    expect(await errorOf(sending[0]!)).toMatchObject({ code: 'XO_MESSAGE_REFUSED', retryable: false, cause });
    expect([ids(), statuses()]).toEqual([
      [1, 2],
      ['1 failed', '2 sent'],
    ]);
  });

  it('a message fails after the platform has refused it twice, and the queue continues', async () => {
    const { outbox, statuses, sending, ids } = sent(['a', 'b']);
    const cause = new ConnectionError('XO_SOCKET_CLOSED', 'unable to stay connected; 1009');
    outbox.connectionLost(cause);
    outbox.reconciled();
    expect([ids(), statuses()]).toEqual([
      [1, 1],
      ['1 sent', '2 queued'],
    ]);
    outbox.connectionLost(cause);
    outbox.reconciled();
    expect(await errorOf(sending[0]!)).toMatchObject({ code: 'XO_MESSAGE_REFUSED', retryable: false, cause });
    expect(ids()).toEqual([1, 1, 2]);
  });
});

describe('discard', () => {
  it('withdraws a queued message: its promise rejects, its status is failed', async () => {
    const { outbox, timeline, sending } = sent(['a'], true);
    expect(outbox.discard('1')).toBe(true);
    const error = await errorOf(sending[0]!);
    expect(error).toMatchObject({ name: 'DeliveryError', code: 'XO_MESSAGE_DISCARDED' });
    // Without a cause there is no such property, so that a printed error does not show an empty one.
    expect('cause' in error!).toBe(false);
    expect(timeline.snapshot[0]).toMatchObject({ status: 'failed', error });
  });

  it('does nothing for messages in flight and delivered ones', () => {
    const { outbox, confirm, statuses } = sent(['a']);
    expect([outbox.discard('1'), statuses()]).toEqual([false, ['1 sent']]);
    confirm(1);
    expect([outbox.discard('1'), statuses()]).toEqual([false, ['1 delivered']]);
  });

  it('removes a failed message', async () => {
    const { outbox, timeline } = sent(['a'], true);
    outbox.discard('1');
    expect(outbox.discard('1')).toBe(true);
    expect([timeline.snapshot, outbox.discard('1')]).toEqual([[], false]);
    await expect(outbox.retry('1')).rejects.toMatchObject({ code: 'XO_MESSAGE_UNKNOWN' });
  });

  it('leaves a removed message alone if it has arrived after all', () => {
    const { outbox, timeline } = sent(['a'], true);
    outbox.discard('1');
    outbox.discard('1');
    const removed = timeline.get('1')!;
    const { message } = removed;
    outbox.confirm(removed);
    expect([timeline.snapshot, removed.message === message]).toEqual([[], true]);
  });

  it('lets the queue continue in order', () => {
    const { outbox, wire, confirm, ids } = sent(['a', 'b', 'c'], true);
    outbox.discard('2');
    wire.isUp = true;
    outbox.flush();
    confirm(1);
    expect(ids()).toEqual([1, 3]);
  });

  it('ignores messages of others and unknown ids', () => {
    const { outbox, timeline } = testOutbox();
    timeline.insert(timeline.confirmed, 0, { message: chatMessage('x') });
    expect([outbox.discard('x'), outbox.discard('99'), timeline.snapshot.length]).toEqual([false, false, 1]);
  });
});

describe('retry', () => {
  it('queues a failed message again, at the end and with the same id', async () => {
    const { outbox, wire, confirm, ids, timeline, statuses } = sent(['a', 'b'], true);
    outbox.discard('1');
    const retried = outbox.retry('1');
    expect(statuses()).toEqual(['2 queued', '1 queued']);
    expect(timeline.snapshot[1]!.error).toBeUndefined();
    wire.isUp = true;
    outbox.flush();
    confirm(2);
    confirm(1);
    expect([ids(), statuses()]).toEqual([
      [2, 1],
      ['2 delivered', '1 delivered'],
    ]);
    await expect(retried).resolves.toEqual({ id: '1', status: 'delivered' });
  });

  it('in a listener of the failure leaves the promise of send() its own result', async () => {
    let retried: Promise<unknown> | undefined;
    const { outbox, wire, confirm } = testOutbox({}, (message) => {
      if (message?.status === 'failed') retried = outbox.retry(message.id);
    });
    wire.isUp = false;
    const sending = errorOf(outbox.send('a'));
    outbox.discard('1');
    wire.isUp = true;
    outbox.flush();
    confirm(1);
    expect(await sending).toMatchObject({ code: 'XO_MESSAGE_DISCARDED', messageId: '1' });
    expect(await retried).toEqual({ id: '1', status: 'delivered' });
  });

  it('rejects after another user has logged in, also in a listener of the failure', async () => {
    let retried: Promise<unknown> | undefined;
    const { outbox } = testOutbox({}, (message) => {
      if (message?.status === 'failed') retried = errorOf(outbox.retry(message.id));
    });
    void outbox.send('a');
    const cause = new ConnectionError('XO_DISCONNECTED', 'another user');
    outbox.abandon(cause);
    expect(await retried).toMatchObject({ code: 'XO_MESSAGE_REFUSED', cause });
  });

  it('applies to failed messages only', async () => {
    const { outbox } = sent(['a']);
    for (const id of ['1', '99']) await expect(outbox.retry(id)).rejects.toMatchObject({ code: 'XO_MESSAGE_UNKNOWN' });
  });
});

describe('a signal', () => {
  it('withdraws a queued message', async () => {
    const { outbox, wire, statuses } = testOutbox();
    wire.isUp = false;
    const controller = new AbortController();
    const sending = errorOf(outbox.send('a', controller.signal));
    controller.abort();
    expect(await sending).toMatchObject({ code: 'XO_MESSAGE_DISCARDED' });
    expect(statuses()).toEqual(['1 failed']);
  });

  it('that is aborted already rejects the message', async () => {
    const { outbox, timeline } = testOutbox();
    expect(await errorOf(outbox.send('a', AbortSignal.abort()))).toMatchObject({ code: 'XO_MESSAGE_DISCARDED' });
    expect(timeline.snapshot).toEqual([]);
  });

  it('does nothing for a message in flight, and its listener is removed at the end', async () => {
    const { outbox, confirm } = testOutbox();
    const controller = new AbortController();
    const remove = vi.spyOn(controller.signal, 'removeEventListener');
    const sending = outbox.send('a', controller.signal);
    controller.abort();
    confirm(1);
    expect(await sending).toMatchObject({ status: 'delivered' });
    expect(remove).toHaveBeenCalled();
  });
});

describe('a queue that another page has adopted', () => {
  it('is in doubt as a whole, because the other page may have sent any of it', async () => {
    let isAcquired = false;
    const { outbox, timeline, ids, postponed, clock } = testOutbox({ acquireQueue: async () => isAcquired });
    for (const text of ['a', 'b', 'c']) void outbox.send(text);
    await settle();
    expect([postponed(), ids(), outbox.messagesInDoubt.map(({ message }) => message.text)]).toEqual([
      1,
      [],
      ['a', 'b', 'c'],
    ]);
    expect(outbox.messagesInDoubt.every(({ notBefore }) => Number(notBefore?.createdAt) < clock.now())).toBe(true);
    isAcquired = true;
    // The history shows the first message, and the second one may not be visible yet.
    outbox.confirm(timeline.get(1));
    await settle();
    expect(ids()).toEqual([]);
    outbox.reconciled();
    await settle();
    expect(ids()).toEqual([2]);
  });

  it('is in doubt even if the first message is confirmed meanwhile', async () => {
    const answers: ((isAcquired: boolean) => void)[] = [];
    const acquireQueue = () => new Promise<boolean>((resolve) => void answers.push(resolve));
    const { outbox, timeline, ids } = testOutbox({ acquireQueue });
    for (const text of ['a', 'b']) void outbox.send(text);
    outbox.confirm(timeline.get(1));
    answers[0]!(false);
    answers[1]!(true);
    await settle();
    expect([answers.length, ids(), outbox.messagesInDoubt.length]).toEqual([2, [], 1]);
  });
});
