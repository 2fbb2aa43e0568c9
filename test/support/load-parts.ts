// Loads the lazy parts of the client before a test begins, because a virtual clock does not wait for files.
import '../../src/client/late-parts.js';
import '../../src/client/outbox-store.js';
import '../../src/conversation/synchronizer.js';
import { HINTS } from '../../src/errors/hints.js';
import { setHints } from '../../src/errors/xo-error.js';

setHints(HINTS);
