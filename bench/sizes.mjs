/** `node bench/sizes.mjs`: what the built package weighs, in bytes; the same numbers that the tests hold to their limits. */
import { formatSizes, measureLazyChunks, measureSizes } from '../tools/support/sizes.mjs';

console.log(formatSizes(await measureSizes()));
console.log(`\nWhat the script tag loads later:\n${formatSizes(await measureLazyChunks())}`);
