import { type Action, action, type Styles, styles } from './action.js';
import { count, flag, list, named, object, template, text, verbatim } from './read-fields.js';
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

/** Tasks with their progress (docs/protocol.md §6.5). */
export interface CheckListTemplate extends TemplateBase {
  template_type: 'checkListTemplate';
  title?: string;
  heading?: string;
  displayLimit?: number;
  showMore?: boolean;
  elements: CheckListElement[];
}

const subElement = object<NonNullable<CheckListElement['subElements']>[number]>(
  {},
  {
    title: text,
    rightContent: object({}, { icon: verbatim, default_action: action }),
    values: list(object({}, { title: text, icon: verbatim, value: text })),
    default_action: action,
  },
);

export const parseCheckList = template<CheckListTemplate>(
  {
    template_type: named('checkListTemplate'),
    elements: list(
      object<CheckListElement>(
        { title: text },
        {
          id: text,
          taskProgress: text,
          progressStyles: object({}, { fillColor: text, background: text, textcolor: text }),
          elementStyles: styles,
          subInformation: list(object({}, { title: text, value: text })),
          default_action: action,
          subElements: list(subElement),
        },
      ),
    ),
  },
  { title: text, heading: text, displayLimit: count, showMore: flag },
);
