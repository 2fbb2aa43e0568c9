import { lazyPart } from '../lib/lazy-part.js';

/** Loads the parts that only some clients need, once for all of them. */
export const loadLateParts = lazyPart(
  [() => import('./late-parts.js'), () => import('./late-parts-again.js')],
  (parts) => parts,
);
