import { LazyModule } from '../lib/lazy-module.js';

/** Parses and draws markup. If it fails to load, texts stay plain. */
export const richText = new LazyModule(
  async () => (await import('./parser/rich-text.js')).loadRichView(),
  'texts are shown without formatting',
);
