import type { AdvancedListItem } from './advanced-list-template.js';
import type { TemplateBase } from './template-base.js';

/** Advanced lists under titles (protocol.md §6.5). */
export interface AdvancedMultiListTemplate extends TemplateBase {
  template_type: 'advancedMultiListTemplate';
  listItems: { title: string; subListItems: AdvancedListItem[] }[];
  seeMore?: boolean;
  seeMoreTitle?: string;
  seeMoreAction?: 'slider' | 'modal' | (string & {});
  listItemDisplayCount?: number;
}
