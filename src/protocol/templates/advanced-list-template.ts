import type { Action, ButtonsLayout, StyledAction, Styles } from './action.js';
import type { TemplateBase } from './template-base.js';

export interface AdvancedListHeaderOption {
  type?: 'text' | 'icon' | 'dropdown' | 'button' | (string & {});
  contenttype?: 'button' | (string & {});
  value?: string;
  icon?: string;
  title?: string;
  payload?: string;
  dropdownOptions?: Action[];
  styles?: Styles;
  buttonStyles?: Styles;
  isStatus?: boolean;
}

export interface AdvancedListItem {
  title: string;
  description?: string;
  icon?: string;
  iconShape?: string;
  iconSize?: string;
  imageSize?: string;
  /** Which of the parts below is shown. @default 'default' */
  view?: 'default' | 'options' | 'table' | (string & {});
  /** Spelt so on the wire. */
  isAccordian?: boolean;
  isCollapsed?: boolean;
  titleStyles?: Styles;
  descriptionStyles?: Styles;
  elementStyles?: Styles;
  headerOptions?: AdvancedListHeaderOption[];
  textInformation?: { title?: string; icon?: string; type?: string; url?: string; payload?: string }[];
  /** Those that are ticked are sent as `<confirm title>: v1,v2`. */
  optionsData?: { id?: string; type?: 'checkbox' | 'radio' | (string & {}); label?: string; value?: string }[];
  buttons?: StyledAction[];
  buttonsLayout?: ButtonsLayout;
  seeMoreAction?: 'dropdown' | (string & {});
  type?: 'column' | (string & {});
  default_action?: Action;
  tableListData?: { rowData?: { title?: string; description?: string; icon?: string; iconSize?: string }[] }[];
}

/** Items that unfold into texts, options or a table (protocol.md §6.5). */
export interface AdvancedListTemplate extends TemplateBase {
  template_type: 'advancedListTemplate';
  title?: string;
  description?: string;
  isSortEnabled?: boolean;
  isSearchEnabled?: boolean;
  isButtonAvailable?: boolean;
  listViewType?: 'default' | (string & {});
  seeMore?: boolean;
  seeMoreAction?: 'slider' | 'modal' | (string & {});
  seeMoreTitle?: string;
  listItemDisplayCount?: number;
  listItems: AdvancedListItem[];
}
