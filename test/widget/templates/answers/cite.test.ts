import { describe, expect, it } from 'vitest';
import { cite } from '../../../../src/widget/templates/answers/cite.js';

const a = { title: 'A', url: 'https://a.example' };
const b = { title: 'B', url: 'https://b.example' };

describe('cite', () => {
  it('adds the number of each source after the fragment that cites it, and numbers a source once', () => {
    expect(
      cite({
        snippet_content: [
          { answer_fragment: 'First.', sources: [a, b] },
          { answer_fragment: 'Second.\n', sources: [b] },
          { answer_fragment: 'Third.' },
        ],
      }),
    ).toEqual({ text: 'First. [1] [2] Second. [2]\n Third.', sources: [a, b] });
  });

  it('returns a plain text unchanged, and an empty text for missing content', () => {
    expect(cite({ snippet_content: 'Words' })).toEqual({ text: 'Words', sources: [] });
    expect(cite({})).toEqual({ text: '', sources: [] });
  });

  it('leaves out sources without title and address', () => {
    const fragments = [{ answer_fragment: 'First.', sources: [{ doc_id: 'd-1' }] }];
    expect(cite({ snippet_content: fragments })).toEqual({ text: 'First.', sources: [] });
  });
});
