import { h } from 'preact';
import { LazyModule } from '../lazy-module.js';
import { Picture } from '../messages/Picture.js';
import { PureComponent } from '../pure-component.js';

/** What reads and draws markup. Where it cannot be had, texts stay plain. */
export const richText = new LazyModule(
  async () => (await import('./rich/rich-text.js')).loadRichView({ h, PureComponent, Picture }),
  'texts are shown without their format',
);
