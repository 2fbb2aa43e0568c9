import { type ComponentChild, h } from 'preact';
import { bareObject } from '../../lib/json.js';
import { LazyModule } from '../lib/lazy-module.js';
import { PureComponent } from '../lib/pure-component.js';
import { Picture } from '../ui/Picture.js';

/** `h()` copies all that can be enumerated, inherited or not. */
const bareH = ((type: string, props: object | null, ...children: ComponentChild[]) =>
  h(type, props && bareObject({ ...props }), ...children)) as typeof h;

/** What reads and draws markup. Where it cannot be had, texts stay plain. */
export const richText = new LazyModule(
  async () => (await import('./parser/rich-text.js')).loadRichView({ h: bareH, PureComponent, Picture }),
  'texts are shown without their format',
);
