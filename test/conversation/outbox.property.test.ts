import fc from 'fast-check';
import { expect, it } from 'vitest';
import { testOutbox } from '../support/test-outbox.js';

const step = fc.constantFrom('send', 'send', 'ack', 'late ack', 'cut before', 'cut after', 'back', 'discard', 'retry');

/** D1–D3 of docs/delivery.md with a list as the platform; a cut loses the message that is in flight, or its ack. */
it('D1–D3: each message is recorded once, in the order of acceptance, or fails, whatever is cut', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
      const { outbox, wire, timeline, confirm } = testOutbox();
      /** Ids of the messages that the platform has recorded. */
      const log: number[] = [];
      let arrived = 0;
      const arrive = () => {
        for (; arrived < wire.sent.length; arrived++) log.push(wire.sent[arrived]!.id);
      };
      const connect = () => {
        wire.isUp = true;
        log.forEach(confirm);
        outbox.reconciled();
      };
      const cut = () => {
        wire.isUp = false;
        arrived = wire.sent.length;
        outbox.connectionLost();
      };
      const pick = (status: string) => timeline.snapshot.find((message) => message.status === status)?.id ?? '';
      let accepted = 0;
      for (const what of steps) {
        if (what === 'send') void outbox.send(`text ${++accepted}`);
        else if (what === 'cut before') cut();
        else if (what === 'cut after') {
          arrive();
          cut();
        } else if (what === 'back') connect();
        else if (what === 'discard') outbox.discard(pick('queued'));
        else if (what === 'retry') void outbox.retry(pick('failed'));
        else if (wire.isUp || what === 'late ack') {
          arrive();
          confirm(log.at(-1)!);
        }
      }
      connect();
      for (let n = 0; n <= accepted; n++) {
        arrive();
        if (log.length) confirm(log.at(-1)!);
      }
      expect(timeline.queue).toEqual([]);
      const delivered = timeline.snapshot.filter(({ status }) => status === 'delivered');
      expect(delivered.map(({ id }) => Number(id))).toEqual(log);
      expect(new Set(log).size).toBe(log.length);
      const failed = timeline.snapshot.filter(({ status }) => status === 'failed');
      expect(delivered.length + failed.length).toBe(timeline.snapshot.length);
    }),
    { numRuns: 500 },
  );
});
