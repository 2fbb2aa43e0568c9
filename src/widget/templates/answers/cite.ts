import type { AnswerSnippet, AnswerSource } from '../../../protocol/templates/answer-template.js';

/** An answer that refers to its sources by number, and the sources in the order of their numbers. */
export interface CitedAnswer {
  readonly text: string;
  readonly sources: readonly AnswerSource[];
}

const sameSource = (a: AnswerSource, b: AnswerSource) => a.url === b.url && a.title === b.title;

/** Joins the fragments of an answer and adds the numbers of the sources after each fragment. */
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
    // The numbers go before trailing whitespace, for example a line break between two fragments.
    const end = answer_fragment.trimEnd().length;
    return answer_fragment.slice(0, end) + marks + answer_fragment.slice(end);
  });
  return { text: text.join(' '), sources: known };
}
