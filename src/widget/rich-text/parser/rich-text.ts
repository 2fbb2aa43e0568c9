import { RichView } from './RichView.js';
import { warmParser } from './warm-parser.js';

/** Entry of the chunk that loads with the first text with markup. Resolves once the view can draw without delaying the page. */
export async function loadRichView(): Promise<typeof RichView> {
  await warmParser();
  return RichView;
}
