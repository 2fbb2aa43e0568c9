import { type Action, action } from './action.js';
import { list, named, object, oneOf, type Parsed, template, text, verbatim } from './read-fields.js';
import type { TemplateBase } from './template-base.js';

export interface CarouselElement {
  title: string;
  subtitle?: string;
  subtext?: string;
  image_url?: string;
  default_action?: Action;
  buttons?: Action[];
}

export interface PlainCarousel extends TemplateBase {
  template_type: 'carousel';
  carousel_type?: never;
  elements: CarouselElement[];
}

export interface StackedElement {
  topSection?: { title?: string };
  middleSection?: { description?: string };
  bottomSection?: { title?: string; description?: string };
  buttons?: Action[];
}

export interface StackedCarousel extends TemplateBase {
  template_type: 'carousel';
  carousel_type: 'stacked';
  elements: StackedElement[];
}

/** Cards side by side or stacked, by `carousel_type` (docs/protocol.md §6.3). */
export type CarouselTemplate = PlainCarousel | StackedCarousel;

const element = object<CarouselElement>(
  { title: text },
  { subtitle: text, subtext: text, image_url: verbatim, default_action: action, buttons: list(action) },
);

const stackedElement = object<StackedElement>(
  {},
  {
    topSection: object({}, { title: text }),
    middleSection: object({}, { description: text }),
    bottomSection: object({}, { title: text, description: text }),
    buttons: list(action),
  },
);

const template_type = named('carousel');

const parsePlain = template<PlainCarousel>(
  { template_type, elements: list(element) },
  { carousel_type: () => undefined },
);

const parseStacked = template<StackedCarousel>(
  { template_type, carousel_type: () => 'stacked', elements: list(stackedElement) },
  {},
);

const kind = object<{ carousel_type: 'stacked' }>({ carousel_type: oneOf('stacked') }, {});

export const parseCarousel = (payload: unknown): Parsed<CarouselTemplate> =>
  kind(payload) ? parseStacked(payload) : parsePlain(payload);
