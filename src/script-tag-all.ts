import { startWholeScript } from './widget/loader/whole-script.js';

// Nothing of it loads later, so it works wherever its text ends up: inlined, or in the middle of another file.
startWholeScript({ file: 'xo-chat.all.js' });
