// What the client loads later is here before a test begins: a virtual clock does not wait for files.
import '../../src/client/outbox-store.js';
import '../../src/conversation/synchronizer.js';
import { HINTS } from '../../src/errors/hints.js';
import { setHints } from '../../src/errors/xo-error.js';

setHints(HINTS);
