import { type ComponentClass, h } from 'preact';
import { consoleLogger } from '../../lib/logger.js';
import { Picture } from '../messages/Picture.js';
import { PureComponent } from '../pure-component.js';
import type { RichBlockProps } from './rich/rich-block.js';

type RichTextModule = typeof import('./rich/rich-text.js');

/** The part that reads and draws markup. */
export interface RichTextParts extends Pick<RichTextModule, 'RichParser' | 'adoptRichStyles'> {
  readonly RichBlock: ComponentClass<RichBlockProps>;
}

let parts: RichTextParts | undefined;
let loading: Promise<void> | undefined;

/** The parts, once they are here: at once, so that a text never flashes plain that need not. */
export function loadedRichText(): RichTextParts | undefined {
  return parts;
}

/**
 * Loads them, once for all windows of the page. Where that fails, texts stay plain and the next one tries again.
 * Resolves in either case.
 */
export function loadRichText(): Promise<void> {
  loading ??= import('./rich/rich-text.js').then(
    ({ RichParser, adoptRichStyles, createRichBlock }) => {
      parts = { RichParser, adoptRichStyles, RichBlock: createRichBlock({ h, PureComponent, Picture }) };
    },
    (error: unknown) => {
      loading = undefined;
      consoleLogger('warn', 'unable to load what formats texts; they are shown plain', error);
    },
  );
  return loading;
}
