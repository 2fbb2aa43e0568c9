// Imported first, so that similar code is adjacent in the bundle: gzip then makes it some bytes smaller.
import 'preact';
import { startWholeScript } from './widget/loader/whole-script.js';

/** The address of the parts, for each `import()` of this script; declared by tools/support/lazy-chunks.mjs. */
declare let __XO_PARTS__: string;

startWholeScript({
  file: 'xo-chat.js',
  folder: 'xo-chat/',
  setAddress(address) {
    __XO_PARTS__ = address;
  },
});
