// First, so that similar code lies together: gzip makes the file smaller by some bytes.
import 'preact';
import { startWholeScript } from './widget/loader/whole-script.js';

/** Where the parts are, for each `import()` of this script: tools/support/lazy-chunks.mjs declares it. */
declare let __XO_PARTS__: string;

startWholeScript({
  file: 'xo-chat.js',
  folder: 'xo-chat/',
  setAddress(address) {
    __XO_PARTS__ = address;
  },
});
