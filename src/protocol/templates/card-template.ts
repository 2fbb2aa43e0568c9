import { type Action, action, actionFields, type StyledAction, type Styles, styledAction, styles } from './action.js';
import { list, named, object, oneOf, or, type Parsed, type Reader, template, text, verbatim } from './read-fields.js';
import type { TemplateBase } from './template-base.js';

export interface PlainCard {
  cardHeading?: { title?: string; description?: string; icon?: string; headerStyles?: Styles };
  cardDescription?: { icon?: string; title?: string }[];
  cardContentStyles?: Styles;
  cardtype?: 'list' | (string & {});
  buttons?: StyledAction[];
  /** With `action` or `postback`, the whole card is a button for `default_action`. */
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

/** A button that opens a panel with further details. */
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

/** Cards in three variants, by `cardViewType` (docs/protocol.md §6.3). */
export type CardTemplate = PlainCards | ModernCard | DetailsCard;

const plainCard = object<PlainCard>(
  {},
  {
    cardHeading: object({}, { title: text, description: text, icon: verbatim, headerStyles: styles }),
    cardDescription: list(object({}, { icon: verbatim, title: text })),
    cardContentStyles: styles,
    cardtype: text,
    buttons: list(styledAction),
    type: text,
    default_action: action,
  },
);

const modernRow = object<ModernCardRow>(
  {},
  {
    topSection: object({}, { title: text, details: object({}, { title: text, styles }) }),
    middleSection: object({}, { title: text }),
    bottomSection: object({}, { title: text, details: object({}, { title: text }) }),
    actions: action,
  },
);

const item = object<DetailItem>(
  {},
  { icon: verbatim, title: text, value: text, titleStyles: styles, valueStyles: styles },
);
const items = object({}, { items: list(item) });

const detailsFields = {
  topSection: object({}, { title: text, subTitle: text, details: (value: unknown) => value, items: list(item) }),
  middleSection: items,
  bottomSection: items,
};

const moreItem = object({}, { name: text, description: text, value: text, nameStyles: styles });

const sliderInfo = object<SliderInfo>(
  {},
  { ...detailsFields, moreInfo: list(object({}, { title: text, items: list(moreItem) })) },
);

const { type: _, ...otherFields } = actionFields;

const slider = object<SliderAction>(
  { type: oneOf('slider') },
  { ...otherFields, sliderTitle: text, sliderInfo: list(sliderInfo) },
);

const buttonAction: Reader<Action | SliderAction> = (value) => slider(value) ?? action(value);

const template_type = named('cardTemplate');

const parsePlain = template<PlainCards>({ template_type, cards: list(plainCard) }, { cardViewType: () => undefined });

const parseModern = template<ModernCard>(
  {
    template_type,
    cardViewType: () => 'modern',
    cards: or(
      object<ModernCard['cards']>({}, { cardHeading: object({}, { title: text }), cardDescription: list(modernRow) }),
      {},
    ),
  },
  {},
);

const parseDetails = template<DetailsCard>(
  {
    template_type,
    cardViewType: () => 'details',
    cards: or(
      object<DetailsCard['cards']>(
        {},
        { cardDescription: list(object<DetailsCardRow>({}, detailsFields)), buttonActions: list(buttonAction) },
      ),
      {},
    ),
  },
  {},
);

const kind = object<{ cardViewType: 'modern' | 'details' }>({ cardViewType: oneOf('modern', 'details') }, {});

export function parseCard(payload: unknown): Parsed<CardTemplate> {
  switch (kind(payload)?.cardViewType) {
    case 'modern':
      return parseModern(payload);
    case 'details':
      return parseDetails(payload);
    default:
      return parsePlain(payload);
  }
}
