import { type ComponentClass, h } from 'preact';
import { consoleLogger } from '../../lib/logger.js';
import { Picture } from '../messages/Picture.js';
import { PureComponent } from '../pure-component.js';
import type { RichTextProps } from './rich/rich-view.js';

type RichView = ComponentClass<RichTextProps>;

let view: RichView | undefined;
let loading: Promise<void> | undefined;

/** What reads and draws markup, once it is here: at once, so that a text never flashes plain that need not. */
export function loadedRichView(): RichView | undefined {
  return view;
}

/**
 * Loads it, once for all windows of the page. Where that fails, texts stay plain and the next one tries again.
 * Resolves in either case.
 */
export function loadRichText(): Promise<void> {
  loading ??= import('./rich/rich-text.js').then(
    ({ createRichView }) => {
      view = createRichView({ h, PureComponent, Picture });
    },
    (error: unknown) => {
      loading = undefined;
      consoleLogger('warn', 'unable to load what formats texts; they are shown plain', error);
    },
  );
  return loading;
}
