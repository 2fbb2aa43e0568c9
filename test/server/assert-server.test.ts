import { describe, expect, it } from 'vitest';
import { assertServer } from '../../src/server/assert-server.js';

describe('assertServer', () => {
  it.each([
    ['a window', { document: {}, navigator: { userAgent: 'Mozilla/5.0 (X11; Linux x86_64)' } }],
    ['a window without a user agent', { document: {} }],
    ['a worker', { navigator: { userAgent: 'Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0.0.0' } }],
  ])('throws in %s', (_where, globals) => {
    expect(() => assertServer('hold a secret', globals)).toThrow(
      expect.objectContaining({
        code: 'XO_CONFIG_ENVIRONMENT',
        message: expect.stringMatching(/^unable to hold a secret; /),
      }),
    );
  });

  it.each([
    ['Node 20', {}],
    ['Node 22', { navigator: { userAgent: 'Node.js/22' } }],
    ['Deno', { navigator: { userAgent: 'Deno/2.5.0' }, window: {} }],
    ['Bun', { navigator: { userAgent: 'Bun/1.3.0' } }],
    ['a Cloudflare worker', { navigator: { userAgent: 'Cloudflare-Workers' } }],
    ['an odd navigator', { navigator: { userAgent: 7 } }],
  ])('lets %s pass', (_where, globals) => {
    expect(() => assertServer('hold a secret', globals)).not.toThrow();
  });
});
