import { describe, expect, it } from 'vitest';
import { SentenceChunker } from '../../../src/widget/a11y/sentence-chunker.js';

/** What is said when the text comes word by word. */
function hear(text: string): string[] {
  const sentences = new SentenceChunker();
  const said: string[] = [];
  for (let end = 1; end <= text.length; end++) said.push(sentences.take('m', text.slice(0, end), true));
  said.push(sentences.take('m', text, false));
  return said.filter(Boolean);
}

describe('SentenceChunker', () => {
  it.each([
    ['One. Two! Three? And', ['One.', 'Two!', 'Three?', 'And']],
    ['It costs 3.5 euros. Fine', ['It costs 3.5 euros.', 'Fine']],
    ['Steps:\n1. open\n2. close', ['Steps:', '1. open', '2. close']],
    ['She said "no." Then', ['She said "no."', 'Then']],
    ['はい。いいえ。', ['はい。', 'いいえ。']],
    ['no end', ['no end']],
  ])('says %j one by one', (text, said) => {
    expect(hear(text)).toEqual(said);
  });

  it('says several at once where they came at once, and nothing twice', () => {
    const sentences = new SentenceChunker();
    expect(sentences.take('m', 'One. Two. Th', true)).toBe('One. Two.');
    expect(sentences.take('m', 'One. Two. Th', true)).toBe('');
    expect(sentences.hasBegun('m')).toBe(true);
    expect(sentences.take('m', 'One. Two. Three', false)).toBe('Three');
    expect(sentences.hasBegun('m')).toBe(false);
  });
});
