import { beforeAll, describe, expect, it } from 'vitest';
import { formatSizes, measureSizes, type Size } from '../../tools/support/sizes.mjs';

describe('sizes', () => {
  let sizes: Size[];

  beforeAll(async () => {
    sizes = await measureSizes();
    console.log(formatSizes(sizes));
  });

  it('are measured on something', () => {
    for (const { what, gzipped } of sizes) expect(gzipped, what).toBeGreaterThan(1_000);
  });

  it('keep to their limits, in bytes after gzip -9', () => {
    const tooBig = sizes.filter(({ gzipped, limit }) => limit !== undefined && gzipped > limit);
    expect(tooBig.map(({ what, gzipped, limit }) => `${what}: ${gzipped} > ${limit}`)).toEqual([]);
  });
});
