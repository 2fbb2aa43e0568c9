import { count, either, list, named, object, template, text, verbatim } from './read-fields.js';
import type { TemplateBase } from './template-base.js';

export interface AnswerSource {
  title?: string;
  url?: string;
  doc_id?: string;
  chunk_id?: string;
  image_url?: string;
}

export interface AnswerSnippet {
  snippet_title?: string;
  snippet_type?: 'generative_model' | 'extractive_model' | (string & {});
  snippet_content?: { answer_fragment: string; sources?: AnswerSource[] }[] | string;
  score?: number;
  url?: string;
  source?: string;
  source_id?: string;
  source_name?: string;
  doc_id?: string;
  chunk_id?: string;
  image_url?: string;
}

export interface AnswerPanel {
  /** `extractive_model` is the older, flat form. */
  type?: 'extractive_model' | (string & {});
  data?: AnswerSnippet[];
}

/** An answer from documents with its sources (docs/protocol.md §4.3, §6.5). */
export interface AnswerTemplate extends TemplateBase {
  template_type: 'answerTemplate';
  /** While the answer streams: the text since the last part. */
  payload?: { answer?: string };
  /** At the end: the whole answer, which replaces all streamed parts. */
  answer_payload?: { center_panel?: AnswerPanel };
  searchRequestId?: string;
  totalSearchResults?: number;
  results?: unknown;
  chunk_result?: unknown;
}

const source = object<AnswerSource>(
  {},
  { title: text, url: verbatim, doc_id: text, chunk_id: text, image_url: verbatim },
);

const fragment = object<{ answer_fragment: string; sources?: AnswerSource[] }>(
  { answer_fragment: text },
  { sources: list(source) },
);

const snippet = object<AnswerSnippet>(
  {},
  {
    snippet_title: text,
    snippet_type: text,
    snippet_content: either(text, list(fragment)),
    score: count,
    url: verbatim,
    source: text,
    source_id: text,
    source_name: text,
    doc_id: text,
    chunk_id: text,
    image_url: verbatim,
  },
);

const panel = object<AnswerPanel>({}, { type: text, data: list(snippet) });

const unchecked = (value: unknown) => value;

export const parseAnswer = template<AnswerTemplate>(
  { template_type: named('answerTemplate') },
  {
    payload: object({}, { answer: text }),
    answer_payload: object({}, { center_panel: panel }),
    searchRequestId: text,
    totalSearchResults: count,
    results: unchecked,
    chunk_result: unchecked,
  },
);
