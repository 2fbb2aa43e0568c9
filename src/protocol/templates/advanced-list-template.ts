import {
  type Action,
  action,
  type ButtonsLayout,
  buttonsLayout,
  type StyledAction,
  type Styles,
  styledAction,
  styles,
} from './action.js';
import { count, flag, list, named, object, template, text, verbatim } from './read-fields.js';
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
  /** Selects which of the fields below are shown. @default 'default' */
  view?: 'default' | 'options' | 'table' | (string & {});
  /** The platform's spelling. */
  isAccordian?: boolean;
  isCollapsed?: boolean;
  titleStyles?: Styles;
  descriptionStyles?: Styles;
  elementStyles?: Styles;
  headerOptions?: AdvancedListHeaderOption[];
  textInformation?: { title?: string; icon?: string; type?: string; url?: string; payload?: string }[];
  /** The ticked options are sent as `<confirm title>: v1,v2`. */
  optionsData?: { id?: string; type?: 'checkbox' | 'radio' | (string & {}); label?: string; value?: string }[];
  buttons?: StyledAction[];
  buttonsLayout?: ButtonsLayout;
  seeMoreAction?: 'dropdown' | (string & {});
  type?: 'column' | (string & {});
  default_action?: Action;
  tableListData?: { rowData?: { title?: string; description?: string; icon?: string; iconSize?: string }[] }[];
}

/** A list of items that unfold into texts, options or a table (docs/protocol.md §6.5). */
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

const headerOption = object<AdvancedListHeaderOption>(
  {},
  {
    type: text,
    contenttype: text,
    value: text,
    icon: verbatim,
    title: text,
    payload: verbatim,
    dropdownOptions: list(action),
    styles,
    buttonStyles: styles,
    isStatus: flag,
  },
);

const tableRow = object({}, { title: text, description: text, icon: verbatim, iconSize: text });

export const advancedListItem = object<AdvancedListItem>(
  { title: text },
  {
    description: text,
    icon: verbatim,
    iconShape: text,
    iconSize: text,
    imageSize: text,
    view: text,
    isAccordian: flag,
    isCollapsed: flag,
    titleStyles: styles,
    descriptionStyles: styles,
    elementStyles: styles,
    headerOptions: list(headerOption),
    textInformation: list(object({}, { title: text, icon: verbatim, type: text, url: verbatim, payload: verbatim })),
    optionsData: list(object({}, { id: verbatim, type: text, label: text, value: verbatim })),
    buttons: list(styledAction),
    buttonsLayout,
    seeMoreAction: text,
    type: text,
    default_action: action,
    tableListData: list(object({}, { rowData: list(tableRow) })),
  },
);

export const parseAdvancedList = template<AdvancedListTemplate>(
  { template_type: named('advancedListTemplate'), listItems: list(advancedListItem) },
  {
    title: text,
    description: text,
    isSortEnabled: flag,
    isSearchEnabled: flag,
    isButtonAvailable: flag,
    listViewType: text,
    seeMore: flag,
    seeMoreAction: text,
    seeMoreTitle: text,
    listItemDisplayCount: count,
  },
);
