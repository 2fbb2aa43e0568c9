import { systemClock } from '../../../lib/clock.js';
import { RichParser } from './rich-parser.js';

/** Something of each kind that bots write most. */
const SAMPLE = '**a** `b` [c](https://d.example) &amp;\n\n- e';

const pause = () => new Promise<void>((next) => void systemClock.after(0, next));

let warm: Promise<void> | undefined;

async function warmUp(): Promise<void> {
  await pause();
  new RichParser('en').parse(SAMPLE);
  await pause();
}

/**
 * Reads a first small text, once, with a pause before it and behind it. On a slow machine the script's own beginning, the first
 * reading and the first drawing are each a long task; in one piece they would hold up the page while an answer streams in.
 */
export function warmParser(): Promise<void> {
  warm ??= warmUp();
  return warm;
}
