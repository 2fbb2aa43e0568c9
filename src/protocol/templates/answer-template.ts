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

/** An answer from documents, with its sources (protocol.md §4.3, §6.5). */
export interface AnswerTemplate extends TemplateBase {
  template_type: 'answerTemplate';
  /** While it streams: what is new since the last part. */
  payload?: { answer?: string };
  /** At the end: the whole answer, instead of all that was streamed. */
  answer_payload?: { center_panel?: AnswerPanel };
  searchRequestId?: string;
  totalSearchResults?: number;
  results?: unknown;
  chunk_result?: unknown;
}
