import { LazyModule } from '../lib/lazy-module.js';
import type { SessionParts } from '../store/chat-session.js';

/**
 * The parts of the window that load after the first message. Defined here, because the session must not import them.
 */
export const sessionParts: SessionParts = {
  composer: () => import('../composer/composer-extras.js').then(({ createComposerExtras }) => createComposerExtras),
  media: new LazyModule(() => import('../ui/remote-media.js'), 'no media is shown'),
};
