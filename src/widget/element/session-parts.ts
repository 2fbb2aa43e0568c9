import { LazyModule } from '../lib/lazy-module.js';
import type { SessionParts } from '../store/chat-session.js';

/** The parts of the window that load after the first message; the session below them is handed them from here. */
export const sessionParts: SessionParts = {
  composer: () => import('../composer/composer-extras.js').then(({ createComposerExtras }) => createComposerExtras),
  media: new LazyModule(() => import('../ui/remote-media.js'), 'pictures stay away'),
};
