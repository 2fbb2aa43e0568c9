import { toBase64 } from '../lib/bytes.js';
import type { Random } from '../lib/random.js';
import type { Corruption } from '../types/fault-rule.js';

/** A frame as it is transmitted. The text of a binary frame is its bytes in base64. */
export interface TransmittedFrame {
  text: string;
  isBinary: boolean;
}

const WAYS: readonly Corruption[] = ['half', 'letter', 'bytes', 'shape'];
/** JSON that is not a frame of either side. */
const SHAPES = ['null', '[]', '42', '"bot_response"', '{}', '{"type":7}', '{"type":"bot_response","message":"?"}'];

export function corruptFrame(
  { text }: TransmittedFrame,
  random: Random,
  way: Corruption = pick(WAYS, random),
): TransmittedFrame {
  switch (way) {
    case 'half':
      return { text: text.slice(0, Math.ceil(text.length / 2)), isBinary: false };
    case 'letter': {
      const at = Math.floor(random() * text.length);
      return { text: `${text.slice(0, at)}\u0007${text.slice(at + 1)}`, isBinary: false };
    }
    case 'bytes':
      return { text: toBase64(new TextEncoder().encode(text)), isBinary: true };
    case 'shape':
      return { text: pick(SHAPES, random), isBinary: false };
  }
}

function pick<Item>(items: readonly Item[], random: Random): Item {
  return items[Math.floor(random() * items.length)] as Item;
}
