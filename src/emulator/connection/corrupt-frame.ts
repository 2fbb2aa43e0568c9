import type { Random } from '../lib/random.js';
import type { Garbling } from '../types/fault-rule.js';

/** A frame on the line. Of a binary one the text is its bytes as base64. */
export interface LineFrame {
  text: string;
  isBinary: boolean;
}

const WAYS: readonly Garbling[] = ['half', 'letter', 'bytes', 'shape'];
/** JSON that is no frame of anybody. */
const SHAPES = ['null', '[]', '42', '"bot_response"', '{}', '{"type":7}', '{"type":"bot_response","message":"?"}'];

export function garble({ text }: LineFrame, chance: Random, way: Garbling = pick(WAYS, chance)): LineFrame {
  switch (way) {
    case 'half':
      return { text: text.slice(0, Math.ceil(text.length / 2)), isBinary: false };
    case 'letter': {
      const at = Math.floor(chance() * text.length);
      return { text: `${text.slice(0, at)}\u0007${text.slice(at + 1)}`, isBinary: false };
    }
    case 'bytes':
      return { text: Buffer.from(text).toString('base64'), isBinary: true };
    case 'shape':
      return { text: pick(SHAPES, chance), isBinary: false };
  }
}

function pick<Item>(items: readonly Item[], chance: Random): Item {
  return items[Math.floor(chance() * items.length)] as Item;
}
