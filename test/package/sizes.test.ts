import { beforeAll, describe, expect, it } from 'vitest';
import { measureCoreParts } from '../../tools/support/core-parts.mjs';
import { formatSizes, measureSizes, type Size } from '../../tools/support/sizes.mjs';

describe('sizes', () => {
  let sizes: Size[];

  beforeAll(async () => {
    sizes = await measureSizes();
    console.log(formatSizes(sizes));
  });

  it('are measured on existing files', () => {
    for (const { what, gzipped } of sizes) expect(gzipped, what).toBeGreaterThan(1_000);
  });

  it('are known for each part of the headless client, and the parts sum up to nearly all of it', async () => {
    const [whole, ...parts] = await measureCoreParts();
    for (const { what, gzipped } of parts) expect(gzipped, what).toBeGreaterThan(100);
    expect(parts.reduce((sum, { minified }) => sum + minified, 0)).toBeGreaterThan(0.95 * whole!.minified);
  });

  it('stay within their limits, in bytes after gzip -9', () => {
    const tooBig = sizes.filter(({ gzipped, limit }) => limit !== undefined && gzipped > limit);
    expect(tooBig.map(({ what, gzipped, limit }) => `${what}: ${gzipped} > ${limit}`)).toEqual([]);
  });
});
