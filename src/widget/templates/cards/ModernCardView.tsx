import type { VNode } from 'preact';
import type { ModernCard } from '../../../protocol/templates/card-template.js';
import { ActionButtons } from '../ActionButtons.js';
import type { TemplateScope } from '../draw-template.js';
import { Strings } from '../shared/Words.js';
import { toAction } from '../to-action.js';

/** Rows of three lines, what matters most at the end of the first and the last. */
export function ModernCardView({ card, ...scope }: TemplateScope & { card: ModernCard['cards'] }): VNode {
  const { i18n } = scope;
  return (
    <div class="wide card" part="card">
      <Strings class="card-title" text={card.cardHeading?.title} i18n={i18n} />
      <ul class="rows">
        {card.cardDescription?.map(({ topSection, middleSection, bottomSection, actions }) => {
          const action = toAction({ type: 'postback', ...actions }, 'cardTemplate');
          return (
            <li class="row stacked-row" part="row">
              <div class="split">
                <Strings class="row-title" text={topSection?.title} i18n={i18n} />
                <Strings class="tag" text={topSection?.details?.title} i18n={i18n} />
              </div>
              <Strings class="row-more" text={middleSection?.title} i18n={i18n} />
              <div class="split">
                <Strings class="row-more" text={bottomSection?.title} i18n={i18n} />
                <Strings class="strong" text={bottomSection?.details?.title} i18n={i18n} />
              </div>
              {actions && action && <ActionButtons {...scope} actions={[action]} />}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
