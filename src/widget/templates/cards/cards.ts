import { parseCard } from '../../../protocol/templates/card-template.js';
import { parseCarousel } from '../../../protocol/templates/carousel-template.js';
import { drawTemplate, type TemplateChunk } from '../draw-template.js';
import { CardTemplate } from './CardTemplate.js';
import { CarouselTemplate } from './CarouselTemplate.js';
import { cardStyles } from './card-styles.js';

/** Card and carousel templates. */
export const chunk: TemplateChunk = {
  templates: {
    carousel: drawTemplate(parseCarousel, CarouselTemplate, ({ elements }) => elements.length > 0),
    cardTemplate: drawTemplate(parseCard, CardTemplate, ({ cards }) => !Array.isArray(cards) || cards.length > 0),
  },
  styles: cardStyles,
};
