import type { VNode } from 'preact';
import type { CardTemplate as Cards } from '../../../protocol/templates/card-template.js';
import { Bubble } from '../../rich-text/Bubble.js';
import type { TemplateProps } from '../draw-template.js';
import { DetailsCardView } from './DetailsCardView.js';
import { ModernCardView } from './ModernCardView.js';
import { PlainCardView } from './PlainCardView.js';

/** Draws cards in the three variants of the platform: plain, modern and details. */
export function CardTemplate({ template, ...scope }: TemplateProps<Cards>): VNode {
  return (
    <>
      <Bubble text={template.text} message={scope.message} i18n={scope.i18n} />
      {template.cardViewType === 'modern' ? (
        <ModernCardView {...scope} card={template.cards} />
      ) : template.cardViewType === 'details' ? (
        <DetailsCardView {...scope} card={template.cards} />
      ) : (
        template.cards.map((card) => <PlainCardView {...scope} card={card} />)
      )}
    </>
  );
}
