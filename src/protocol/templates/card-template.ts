import type { Action, StyledAction, Styles } from './action.js';
import type { TemplateBase } from './template-base.js';

export interface PlainCard {
  cardHeading?: { title?: string; description?: string; icon?: string; headerStyles?: Styles };
  cardDescription?: { icon?: string; title?: string }[];
  cardContentStyles?: Styles;
  cardtype?: 'list' | (string & {});
  buttons?: StyledAction[];
  /** `action` and `postback` make the whole card a button for `default_action`. */
  type?: 'action' | 'postback' | (string & {});
  default_action?: Action;
}

export interface PlainCards extends TemplateBase {
  template_type: 'cardTemplate';
  cardViewType?: never;
  cards: PlainCard[];
}

export interface ModernCardRow {
  topSection?: { title?: string; details?: { title?: string; styles?: Styles } };
  middleSection?: { title?: string };
  bottomSection?: { title?: string; details?: { title?: string } };
  actions?: Action;
}

export interface ModernCard extends TemplateBase {
  template_type: 'cardTemplate';
  cardViewType: 'modern';
  cards: { cardHeading?: { title?: string }; cardDescription?: ModernCardRow[] };
}

export interface DetailItem {
  icon?: string;
  title?: string;
  value?: string;
  titleStyles?: Styles;
  valueStyles?: Styles;
}

export interface DetailsCardRow {
  topSection?: { title?: string; subTitle?: string; details?: unknown; items?: DetailItem[] };
  middleSection?: { items?: DetailItem[] };
  bottomSection?: { items?: DetailItem[] };
}

/** A button that opens a panel with the rest. */
export interface SliderAction extends Action {
  type: 'slider';
  sliderTitle?: string;
  sliderInfo?: SliderInfo[];
}

export interface SliderInfo extends DetailsCardRow {
  moreInfo?: {
    title?: string;
    items?: { name?: string; description?: string; value?: string; nameStyles?: Styles }[];
  }[];
}

export interface DetailsCard extends TemplateBase {
  template_type: 'cardTemplate';
  cardViewType: 'details';
  cards: { cardDescription?: DetailsCardRow[]; buttonActions?: (Action | SliderAction)[] };
}

/** Cards in three forms; `cardViewType` tells (protocol.md §6.3). */
export type CardTemplate = PlainCards | ModernCard | DetailsCard;
