import type { Action } from './action.js';
import type { TemplateBase } from './template-base.js';

/** Articles of a knowledge base (protocol.md §6.5). */
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
