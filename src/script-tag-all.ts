import { startWholeScript } from './widget/loader/whole-script.js';

// Everything is in this file, so it works wherever its text ends up: inlined, or in the middle of another file.
startWholeScript({ file: 'xo-chat.all.js' });
