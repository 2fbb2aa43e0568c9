import type { VNode } from 'preact';
import type { DetailsCard, DetailsCardRow, SliderAction } from '../../../protocol/templates/card-template.js';
import { ActionButtons } from '../ActionButtons.js';
import type { TemplateScope } from '../draw-template.js';
import { DescriptionList } from '../shared/DescriptionList.js';
import { TemplateText } from '../shared/TemplateText.js';
import { toActions } from '../to-action.js';

/** Draws names and values in sections, and panels with further details, which unfold in place. */
export function DetailsCardView({ card, ...scope }: TemplateScope & { card: DetailsCard['cards'] }): VNode {
  const { cardDescription = [], buttonActions = [] } = card;
  const panels = buttonActions.filter((action): action is SliderAction => action.type === 'slider');
  return (
    <div class="wide card" part="card">
      {cardDescription.map((row) => (
        <Section {...scope} row={row} />
      ))}
      {panels.map(({ title, sliderTitle, sliderInfo = [] }) => (
        <details class="panel">
          <summary>{title || scope.strings.showMore}</summary>
          <TemplateText class="card-title" text={sliderTitle} i18n={scope.i18n} />
          {sliderInfo.map(({ moreInfo = [], ...row }) => (
            <>
              <Section {...scope} row={row} />
              {moreInfo.map((more) => (
                <div class="section">
                  <TemplateText class="strong" text={more.title} i18n={scope.i18n} />
                  <DescriptionList
                    pairs={more.items?.map(({ name, description, value }) => ({
                      title: [name, description].filter(Boolean).join(' · '),
                      value,
                    }))}
                  />
                </div>
              ))}
            </>
          ))}
        </details>
      ))}
      <ActionButtons {...scope} actions={toActions(buttonActions, 'cardTemplate')} layout="foot-actions" />
    </div>
  );
}

function Section({ row, i18n }: TemplateScope & { row: DetailsCardRow }): VNode {
  const { topSection, middleSection, bottomSection } = row;
  return (
    <div class="section">
      <div class="split">
        <TemplateText class="row-title" text={topSection?.title} i18n={i18n} />
        <TemplateText class="tag" text={topSection?.subTitle} i18n={i18n} />
      </div>
      <DescriptionList pairs={topSection?.items} />
      <DescriptionList pairs={middleSection?.items} />
      <DescriptionList pairs={bottomSection?.items} />
    </div>
  );
}
