import { type Action, action } from './action.js';
import { count, flag, list, named, object, template, text, verbatim } from './read-fields.js';
import type { TemplateBase } from './template-base.js';

/** Articles of a knowledge base (docs/protocol.md §6.5). */
export interface ArticleTemplate extends TemplateBase {
  template_type: 'articleTemplate';
  elements: {
    title: string;
    description?: string;
    icon?: string;
    button?: Action;
    createdOn?: string;
    updatedOn?: string;
  }[];
  showmore?: boolean;
  seeMoreTitle?: string;
  displayLimit?: number;
  seemoreAction?: 'slider' | (string & {});
}

const article = object<ArticleTemplate['elements'][number]>(
  { title: text },
  { description: text, icon: verbatim, button: action, createdOn: text, updatedOn: text },
);

export const parseArticle = template<ArticleTemplate>(
  { template_type: named('articleTemplate'), elements: list(article) },
  { showmore: flag, seeMoreTitle: text, displayLimit: count, seemoreAction: text },
);
