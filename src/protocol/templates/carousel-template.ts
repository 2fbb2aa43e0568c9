import type { Action } from './action.js';
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

/** Cards side by side, or one behind the other; `carousel_type` tells (protocol.md §6.3). */
export type CarouselTemplate = PlainCarousel | StackedCarousel;
