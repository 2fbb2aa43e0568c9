import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { concatBytes, fromBase64, hmacHex, indexOfBytes, toBase64 } from '../../../src/emulator/lib/bytes.js';

const bytes = fc.uint8Array({ maxLength: 200 });

test('base64 is that of Node, and can be decoded', () => {
  fc.assert(
    fc.property(bytes, (input) => {
      expect(toBase64(input)).toBe(Buffer.from(input).toString('base64'));
      expect([...fromBase64(toBase64(input))]).toEqual([...input]);
    }),
  );
});

test('base64 of many bytes does not exceed the number of arguments', () => {
  const input = new Uint8Array(300_000).fill(65);
  expect(toBase64(input)).toBe(Buffer.from(input).toString('base64'));
});

test('a pattern is found where Node finds it', () => {
  const few = fc.uint8Array({ max: 2, maxLength: 30 });
  const pattern = fc.uint8Array({ max: 2, minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(few, pattern, fc.nat(30), (input, wanted, from) => {
      fc.pre(from <= input.length);
      expect(indexOfBytes(input, wanted, from)).toBe(Buffer.from(input).indexOf(Buffer.from(wanted), from));
    }),
  );
});

test('parts are joined in order', () => {
  fc.assert(
    fc.property(fc.array(bytes), (parts) => {
      expect([...concatBytes(parts)]).toEqual([...Buffer.concat(parts)]);
    }),
  );
});

test('the HMAC is that of Node', async () => {
  const expected = createHmac('sha256', 'secret').update('assets').digest('hex');
  expect(await hmacHex('secret', 'assets')).toBe(expected);
});
