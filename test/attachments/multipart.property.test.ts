import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { multipart, toBase64 } from '../../src/attachments/multipart.js';

describe('multipart', () => {
  it('encodes any values so that a parser reads them back', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), fc.uint8Array({ maxLength: 70_000 }), async (value, bytes) => {
        // A lone surrogate cannot be encoded in UTF-8, and forms turn a bare line break into two characters.
        const text = Buffer.from(value).toString();
        const base64 = toBase64(bytes);
        const blob = multipart({ text }, { field: 'file', name: 'a "b"\n.txt', base64 });
        const boundary = blob.type.split('boundary=')[1]!;
        const parts = (await blob.text()).split(`--${boundary}`);
        expect(parts).toHaveLength(4);
        expect(parts[1]).toBe(`\r\nContent-Disposition: form-data; name="text"\r\n\r\n${text}\r\n`);
        expect(parts[2]).toContain('filename="a %22b%22%0D%0A.txt"');
        expect(Buffer.from(parts[2]!.split('\r\n\r\n')[1]!, 'base64')).toEqual(Buffer.from(bytes));
        expect(parts[3]).toBe('--\r\n');
      }),
      { numRuns: 50 },
    );
  });

  it('chooses a boundary that occurs in no value', async () => {
    const blob = multipart({ a: '--xo-rtm-part', b: 'xo-rtm-part-' });
    const boundary = blob.type.split('boundary=')[1]!;
    expect((await blob.text()).split(`--${boundary}\r\n`)).toHaveLength(3);
  });
});
