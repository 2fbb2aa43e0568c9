import type { TemplateBase } from './template-base.js';

export interface SearchResult {
  contentId?: string;
  page_url?: string;
  page_title?: string;
  /** HTML from the page that was found: never to be trusted. */
  page_preview?: string;
  page_image_url?: string;
  score?: number;
  [other: string]: unknown;
}

/** Pages that were found (protocol.md §6.5). */
export interface SearchTemplate extends TemplateBase {
  template_type: 'search';
  graph_answer?: { payload?: { center_panel?: { type?: 'paragraph_snippet' | (string & {}); data?: unknown[] } } };
  results?: { web?: { data?: SearchResult[] } };
}
