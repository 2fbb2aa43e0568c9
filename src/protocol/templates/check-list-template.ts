import type { Action, Styles } from './action.js';
import type { TemplateBase } from './template-base.js';

export interface CheckListElement {
  id?: string;
  title: string;
  /** For example `70%`. */
  taskProgress?: string;
  progressStyles?: { fillColor?: string; background?: string; textcolor?: string };
  elementStyles?: Styles;
  subInformation?: { title?: string; value?: string }[];
  default_action?: Action;
  subElements?: {
    title?: string;
    rightContent?: { icon?: string; default_action?: Action };
    values?: { title?: string; icon?: string; value?: string }[];
    default_action?: Action;
  }[];
}

/** Tasks with their progress (protocol.md §6.5). */
export interface CheckListTemplate extends TemplateBase {
  template_type: 'checkListTemplate';
  title?: string;
  heading?: string;
  displayLimit?: number;
  showMore?: boolean;
  elements: CheckListElement[];
}
