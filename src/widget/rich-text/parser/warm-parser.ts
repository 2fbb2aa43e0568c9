import { systemClock } from '../../../lib/clock.js';
import { RichParser } from './rich-parser.js';

/** The markup that bots use most: first blocks, then inline marks. */
const SAMPLES = ['# a\n\n- b', '**a** `b` [c](https://d.example) &amp;'];

/** Waits for another task, so that the page can respond in between. */
export const pause = () => new Promise<void>((next) => void systemClock.after(0, next));

let warm: Promise<void> | undefined;

async function warmUp(): Promise<void> {
  for (const sample of SAMPLES) {
    await pause();
    new RichParser('en').parse(sample);
  }
  await pause();
}

/**
 * Parses small sample texts, once, with pauses between them. On a slow machine the evaluation of the script, the first parsing and
 * the first drawing each take a while; in a single task they would block the page while an answer streams in.
 */
export function warmParser(): Promise<void> {
  warm ??= warmUp();
  return warm;
}
