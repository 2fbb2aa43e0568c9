import type { ButtonsLayout, Image, StyledAction } from './action.js';
import type { TemplateBase } from './template-base.js';

/** What stands at the end of a row or of the head; `type` names the field that holds it. */
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

/** Rows with picture, details, buttons and a value at their end (protocol.md §6.5). */
export interface ListWidgetTemplate extends TemplateBase {
  template_type: 'listWidget';
  title?: string;
  description?: string;
  headerOptions?: WidgetValue;
  elements: ListWidgetElement[];
  seeMore?: boolean;
  seeMoreAction?: string;
}
