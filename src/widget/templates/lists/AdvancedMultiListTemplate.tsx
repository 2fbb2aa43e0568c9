import type { VNode } from 'preact';
import type { AdvancedMultiListTemplate as AdvancedMultiList } from '../../../protocol/templates/advanced-multi-list-template.js';
import { Bubble } from '../../rich-text/Bubble.js';
import type { TemplateProps } from '../draw-template.js';
import { MoreItems } from '../shared/MoreItems.js';
import { TemplateText } from '../shared/TemplateText.js';
import { AdvancedItem } from './AdvancedItem.js';

/** Draws several advanced lists, each with a title. */
export function AdvancedMultiListTemplate({ template, ...scope }: TemplateProps<AdvancedMultiList>): VNode {
  const { text, listItems, seeMore, seeMoreTitle, listItemDisplayCount } = template;
  return (
    <>
      <Bubble text={text} message={scope.message} i18n={scope.i18n} />
      <div class="wide card" part="card">
        <MoreItems
          strings={scope.strings}
          limit={seeMore ? listItemDisplayCount : undefined}
          title={seeMoreTitle}
          items={listItems.map(({ title, subListItems }) => (
            <li>
              <TemplateText class="section-title" text={title} i18n={scope.i18n} />
              <ul class="rows">
                {subListItems.map((item) => (
                  <AdvancedItem {...scope} item={item} templateType="advancedMultiListTemplate" />
                ))}
              </ul>
            </li>
          ))}
        />
      </div>
    </>
  );
}
