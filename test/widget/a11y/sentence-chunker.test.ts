import { describe, expect, it } from 'vitest';
import { SentenceChunker } from '../../../src/widget/a11y/sentence-chunker.js';

/** Returns the chunks of a text that is streamed character by character. */
function chunksOf(text: string): string[] {
  const sentences = new SentenceChunker();
  const chunks: string[] = [];
  for (let end = 1; end <= text.length; end++) chunks.push(sentences.take('m', text.slice(0, end), true));
  chunks.push(sentences.take('m', text, false));
  return chunks.filter(Boolean);
}

describe('SentenceChunker', () => {
  it.each([
    ['One. Two! Three? And', ['One.', 'Two!', 'Three?', 'And']],
    ['It costs 3.5 euros. Fine', ['It costs 3.5 euros.', 'Fine']],
    ['Steps:\n1. open\n2. close', ['Steps:', '1. open', '2. close']],
    ['She said "no." Then', ['She said "no."', 'Then']],
    ['はい。いいえ。', ['はい。', 'いいえ。']],
    ['no end', ['no end']],
  ])('splits %j into sentences', (text, chunks) => {
    expect(chunksOf(text)).toEqual(chunks);
  });

  it('returns sentences that arrive together as one chunk, and nothing twice', () => {
    const sentences = new SentenceChunker();
    expect(sentences.take('m', 'One. Two. Th', true)).toBe('One. Two.');
    expect(sentences.take('m', 'One. Two. Th', true)).toBe('');
    expect(sentences.hasBegun('m')).toBe(true);
    expect(sentences.take('m', 'One. Two. Three', false)).toBe('Three');
    expect(sentences.hasBegun('m')).toBe(false);
  });
});
