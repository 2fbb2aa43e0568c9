import type { AnswerSnippet, AnswerSource } from '../../../protocol/templates/answer-template.js';

/** An answer with the numbers of its sources in it, and the sources in the order of their numbers. */
export interface CitedAnswer {
  readonly text: string;
  readonly sources: readonly AnswerSource[];
}

const sameSource = (a: AnswerSource, b: AnswerSource) => a.url === b.url && a.title === b.title;

/** Puts the fragments of an answer together: behind each stand the numbers of what it was taken from. */
export function cite({ snippet_content }: AnswerSnippet): CitedAnswer {
  if (!Array.isArray(snippet_content)) return { text: snippet_content ?? '', sources: [] };
  const known: AnswerSource[] = [];
  const numberOf = (source: AnswerSource) => {
    const found = known.findIndex((each) => sameSource(each, source));
    return found < 0 ? known.push(source) : found + 1;
  };
  const text = snippet_content.map(({ answer_fragment, sources = [] }) => {
    const named = sources.filter(({ title, url }) => title || url);
    const marks = [...new Set(named.map(numberOf))].map((number) => ` [${number}]`).join('');
    // Before what separates it from the next one, a line break for example.
    const end = answer_fragment.trimEnd().length;
    return answer_fragment.slice(0, end) + marks + answer_fragment.slice(end);
  });
  return { text: text.join(' '), sources: known };
}
