import { type AdvancedListItem, advancedListItem } from './advanced-list-template.js';
import { count, flag, list, named, object, template, text } from './read-fields.js';
import type { TemplateBase } from './template-base.js';

/** Several advanced lists, each with a title (docs/protocol.md §6.5). */
export interface AdvancedMultiListTemplate extends TemplateBase {
  template_type: 'advancedMultiListTemplate';
  listItems: { title: string; subListItems: AdvancedListItem[] }[];
  seeMore?: boolean;
  seeMoreTitle?: string;
  seeMoreAction?: 'slider' | 'modal' | (string & {});
  listItemDisplayCount?: number;
}

const section = object<AdvancedMultiListTemplate['listItems'][number]>(
  { title: text, subListItems: list(advancedListItem) },
  {},
);

export const parseAdvancedMultiList = template<AdvancedMultiListTemplate>(
  { template_type: named('advancedMultiListTemplate'), listItems: list(section) },
  { seeMore: flag, seeMoreTitle: text, seeMoreAction: text, listItemDisplayCount: count },
);
