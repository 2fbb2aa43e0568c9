import type { VNode } from 'preact';
import type { ListViewTemplate as ListView, ListViewElement } from '../../../protocol/templates/list-view-template.js';
import { Bubble } from '../../rich-text/Bubble.js';
import type { TemplateProps, TemplateScope } from '../draw-template.js';
import { MoreItems } from '../shared/MoreItems.js';
import { Row } from '../shared/Row.js';
import { TemplateText } from '../shared/TemplateText.js';
import { toAction } from '../to-action.js';

/** Draws rows with a value at their end. On request it shows the rest, with the names of its tabs as titles. */
export function ListViewTemplate({ template, ...scope }: TemplateProps<ListView>): VNode {
  const { elements, heading, text, seeMore, moreCount, moreData = {}, buttons = [] } = template;
  const sections = seeMore === false ? [] : Object.entries(moreData).filter(([, rows]) => rows.length > 0);
  return (
    <>
      <Bubble text={heading ?? text} message={scope.message} i18n={scope.i18n} />
      <div class="wide card" part="card">
        <MoreItems
          strings={scope.strings}
          limit={seeMore === false ? undefined : moreCount}
          title={buttons[0]?.title}
          items={elements.map((element) => <ListViewRow {...scope} element={element} />)}
          rest={
            sections.length > 0 &&
            sections.map(([name, rows]) => (
              <>
                <TemplateText class="section-title" text={name} i18n={scope.i18n} />
                <ul class="rows">
                  {rows.map((element) => (
                    <ListViewRow {...scope} element={element} />
                  ))}
                </ul>
              </>
            ))
          }
        />
      </div>
    </>
  );
}

function ListViewRow({ element, ...scope }: TemplateScope & { element: ListViewElement }): VNode {
  return (
    <Row
      {...scope}
      title={element.title}
      subtitle={element.subtitle}
      picture={element.image_url}
      action={toAction(element.default_action, 'listView', element.title)}
      end={element.value && <bdi>{element.value}</bdi>}
    />
  );
}
