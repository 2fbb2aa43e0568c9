import { count, list, named, object, template, text, verbatim } from './read-fields.js';
import type { TemplateBase } from './template-base.js';

export interface SearchResult {
  contentId?: string;
  page_url?: string;
  page_title?: string;
  /** HTML from the page that was found. Must not be trusted. */
  page_preview?: string;
  page_image_url?: string;
  score?: number;
  [other: string]: unknown;
}

/** Search results (docs/protocol.md §6.5). */
export interface SearchTemplate extends TemplateBase {
  template_type: 'search';
  graph_answer?: { payload?: { center_panel?: { type?: 'paragraph_snippet' | (string & {}); data?: unknown[] } } };
  results?: { web?: { data?: SearchResult[] } };
}

const result = object<SearchResult>(
  {},
  {
    contentId: text,
    page_url: verbatim,
    page_title: text,
    page_preview: text,
    page_image_url: verbatim,
    score: count,
  },
);

const panel = object({}, { type: text, data: list((value: unknown) => value) });

export const parseSearch = template<SearchTemplate>(
  { template_type: named('search') },
  {
    graph_answer: object({}, { payload: object({}, { center_panel: panel }) }),
    results: object({}, { web: object({}, { data: list(result) }) }),
  },
);
