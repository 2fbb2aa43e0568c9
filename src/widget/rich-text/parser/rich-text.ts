import type { ComponentClass } from 'preact';
import { createRichView, type RichTextProps } from './rich-view.js';
import { warmParser } from './warm-parser.js';
import type { WindowKit } from './window-kit.js';

/** What loads later, with the first text that has markup: the component that draws it, when it can do so without delay. */
export async function loadRichView(kit: WindowKit): Promise<ComponentClass<RichTextProps>> {
  await warmParser();
  return createRichView(kit);
}
