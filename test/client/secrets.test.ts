import { expect, it } from 'vitest';
import { createSecrets } from '../../src/client/secrets.js';

it('removes remembered texts of any form, also ones that were added after the first text', async () => {
  const { hide, redact } = createSecrets();
  expect(await redact('plain words')).toBe('plain words');
  hide('plain words', undefined, 5);
  expect(await redact('the plain words, and plain%20words')).toBe('the [redacted], and [redacted]');
});

it('remembers the most recent 70', async () => {
  const { hide, redact } = createSecrets();
  for (let i = 0; i < 71; i++) hide(`secret-${i}!`);
  expect(await redact('secret-0! secret-1! secret-70!')).toBe('secret-0! [redacted] [redacted]');
});
