import type { VNode } from 'preact';
import type { ListTemplate as List } from '../../../protocol/templates/list-template.js';
import { Bubble } from '../../rich-text/Bubble.js';
import { ActionButtons } from '../ActionButtons.js';
import type { TemplateProps } from '../draw-template.js';
import { MoreItems } from '../shared/MoreItems.js';
import { Row } from '../shared/Row.js';
import { toAction, toActions } from '../to-action.js';

/** Number of elements before "more", as in the platform's own client. */
const SHOWN = 3;

/** Draws rows with a picture and a button. "More" sends its postback to the bot, if it has one, and shows the rest otherwise. */
export function ListTemplate({ template, ...scope }: TemplateProps<List>): VNode {
  const { elements, buttons = [], text, heading } = template;
  const actions = toActions(buttons, 'list');
  const opensRest = actions.length === 0;
  return (
    <>
      <Bubble text={text ?? heading} message={scope.message} i18n={scope.i18n} />
      <div class="wide card" part="card">
        <MoreItems
          strings={scope.strings}
          limit={opensRest ? SHOWN : undefined}
          title={opensRest ? buttons[0]?.title : undefined}
          items={elements.map((element) => (
            <Row
              {...scope}
              title={element.title}
              subtitle={element.subtitle}
              picture={element.image_url}
              action={toAction(element.default_action, 'list', element.title)}
            >
              <ActionButtons {...scope} actions={toActions(element.buttons?.slice(0, 1), 'list')} />
            </Row>
          ))}
        />
        <ActionButtons {...scope} actions={actions} layout="foot-actions stack" />
      </div>
    </>
  );
}
