import type { VNode } from 'preact';
import type { ModernCard } from '../../../protocol/templates/card-template.js';
import { ActionButtons } from '../ActionButtons.js';
import type { TemplateScope } from '../draw-template.js';
import { TemplateText } from '../shared/TemplateText.js';
import { toAction } from '../to-action.js';

/** Draws rows of three lines. The first and the last line have a highlighted value at their end. */
export function ModernCardView({ card, ...scope }: TemplateScope & { card: ModernCard['cards'] }): VNode {
  const { i18n } = scope;
  return (
    <div class="wide card" part="card">
      <TemplateText class="card-title" text={card.cardHeading?.title} i18n={i18n} />
      <ul class="rows">
        {card.cardDescription?.map(({ topSection, middleSection, bottomSection, actions }) => {
          const action = toAction({ type: 'postback', ...actions }, 'cardTemplate');
          return (
            <li class="row stacked-row" part="row">
              <div class="split">
                <TemplateText class="row-title" text={topSection?.title} i18n={i18n} />
                <TemplateText class="tag" text={topSection?.details?.title} i18n={i18n} />
              </div>
              <TemplateText class="row-more" text={middleSection?.title} i18n={i18n} />
              <div class="split">
                <TemplateText class="row-more" text={bottomSection?.title} i18n={i18n} />
                <TemplateText class="strong" text={bottomSection?.details?.title} i18n={i18n} />
              </div>
              {actions && action && <ActionButtons {...scope} actions={[action]} />}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
