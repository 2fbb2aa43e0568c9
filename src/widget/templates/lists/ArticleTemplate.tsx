import type { VNode } from 'preact';
import type { ArticleTemplate as Articles } from '../../../protocol/templates/article-template.js';
import { Bubble } from '../../rich-text/Bubble.js';
import { ActionButtons } from '../ActionButtons.js';
import type { TemplateProps } from '../draw-template.js';
import { MoreItems } from '../shared/MoreItems.js';
import { Row } from '../shared/Row.js';
import { toActions } from '../to-action.js';

/** Draws articles of a knowledge base. */
export function ArticleTemplate({ template, ...scope }: TemplateProps<Articles>): VNode {
  const { text, elements, showmore, seeMoreTitle, displayLimit } = template;
  const { strings } = scope;
  return (
    <>
      <Bubble text={text} message={scope.message} i18n={scope.i18n} />
      <div class="wide card" part="card">
        <MoreItems
          strings={strings}
          limit={showmore === false ? undefined : displayLimit}
          title={seeMoreTitle}
          items={elements.map(({ title, description, icon, button, createdOn, updatedOn }) => (
            <Row {...scope} title={title} subtitle={description} picture={icon}>
              {(createdOn || updatedOn) && (
                <p class="dates">
                  {[createdOn && strings.createdOn(createdOn), updatedOn && strings.updatedOn(updatedOn)]
                    .filter(Boolean)
                    .join(' · ')}
                </p>
              )}
              <ActionButtons {...scope} actions={toActions(button && [button], 'articleTemplate')} />
            </Row>
          ))}
        />
      </div>
    </>
  );
}
