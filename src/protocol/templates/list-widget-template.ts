import { type ButtonsLayout, buttonsLayout, type Image, image, type StyledAction, styledAction } from './action.js';
import { flag, list, named, object, template, text, verbatim } from './read-fields.js';
import type { TemplateBase } from './template-base.js';

/** The value at the end of a row or header. `type` names the field that holds it. */
export interface WidgetValue {
  type?: 'text' | 'button' | 'image' | 'url' | 'menu' | (string & {});
  text?: string;
  button?: StyledAction;
  image?: Image;
  url?: { link?: string; title?: string };
  menu?: StyledAction[];
  layout?: { align?: string; color?: string; colSize?: string };
}

export interface ListWidgetElement {
  title: string;
  subtitle?: string;
  image?: Image;
  value?: WidgetValue;
  details?: { image?: Image; description?: string }[];
  default_action?: StyledAction;
  buttonsLayout?: ButtonsLayout;
  buttons?: StyledAction[];
}

/** Rows with a picture, details, buttons and a value at their end (docs/protocol.md §6.5). */
export interface ListWidgetTemplate extends TemplateBase {
  template_type: 'listWidget';
  title?: string;
  description?: string;
  headerOptions?: WidgetValue;
  elements: ListWidgetElement[];
  seeMore?: boolean;
  seeMoreAction?: string;
}

export const widgetValue = object<WidgetValue>(
  {},
  {
    type: text,
    text,
    button: styledAction,
    image,
    url: object({}, { link: verbatim, title: text }),
    menu: list(styledAction),
    layout: object({}, { align: text, color: text, colSize: text }),
  },
);

const element = object<ListWidgetElement>(
  { title: text },
  {
    subtitle: text,
    image,
    value: widgetValue,
    details: list(object({}, { image, description: text })),
    default_action: styledAction,
    buttonsLayout,
    buttons: list(styledAction),
  },
);

export const parseListWidget = template<ListWidgetTemplate>(
  { template_type: named('listWidget'), elements: list(element) },
  { title: text, description: text, headerOptions: widgetValue, seeMore: flag, seeMoreAction: text },
);
