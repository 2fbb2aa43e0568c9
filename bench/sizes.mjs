/** `node bench/sizes.mjs`: prints the sizes of the built package in bytes, which test/package/sizes.test.ts compares with their limits. */
import { measureCoreParts } from '../tools/support/core-parts.mjs';
import { formatSizes, measureLazyChunks, measureSizes } from '../tools/support/sizes.mjs';

console.log(formatSizes(await measureSizes()));
console.log(`\nParts of the headless client:\n${formatSizes(await measureCoreParts())}`);
console.log(`\nLazy chunks of the script tag:\n${formatSizes(await measureLazyChunks())}`);
