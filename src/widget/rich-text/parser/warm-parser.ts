import { systemClock } from '../../../lib/clock.js';
import { RichParser } from './rich-parser.js';

/** Of what bots write most, first what makes blocks, and then what stands in them. */
const SAMPLES = ['# a\n\n- b', '**a** `b` [c](https://d.example) &amp;'];

/** Lets the page answer. */
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
 * Reads small texts, once, with pauses between them. On a slow machine the script's own beginning, the first reading and the
 * first drawing each take a while; in one piece they would hold up the page while an answer streams in.
 */
export function warmParser(): Promise<void> {
  warm ??= warmUp();
  return warm;
}
