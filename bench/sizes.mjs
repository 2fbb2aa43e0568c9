/** `node bench/sizes.mjs`: what the built package weighs, in bytes; the same numbers that the tests hold to their limits. */
import { measureCoreParts } from '../tools/support/core-parts.mjs';
import { formatSizes, measureLazyChunks, measureSizes } from '../tools/support/sizes.mjs';

console.log(formatSizes(await measureSizes()));
console.log(`\nThe headless client, part by part:\n${formatSizes(await measureCoreParts())}`);
console.log(`\nWhat the script tag loads later:\n${formatSizes(await measureLazyChunks())}`);
