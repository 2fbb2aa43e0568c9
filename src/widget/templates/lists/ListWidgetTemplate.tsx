import type { VNode } from 'preact';
import type {
  ListWidgetTemplate as ListWidget,
  ListWidgetElement,
} from '../../../protocol/templates/list-widget-template.js';
import { Bubble } from '../../rich-text/Bubble.js';
import type { TemplateProps, TemplateScope } from '../draw-template.js';
import { LimitedActions } from '../shared/LimitedActions.js';
import { MoreItems } from '../shared/MoreItems.js';
import { Row } from '../shared/Row.js';
import { TemplateText } from '../shared/TemplateText.js';
import { Thumb } from '../shared/Thumb.js';
import { toAction, toActions } from '../to-action.js';
import { EndValue, hasValue } from './EndValue.js';
import { ListHead } from './ListHead.js';

/** Number of rows before "more", if the bot asks for it. The payload has no field for the number. */
const SHOWN = 3;

/** Draws rows with a picture, details, buttons and a value at their end. */
export function ListWidgetTemplate({ template, ...scope }: TemplateProps<ListWidget>): VNode {
  const { text, title, description, headerOptions, elements, seeMore } = template;
  return (
    <>
      <Bubble text={text} message={scope.message} i18n={scope.i18n} />
      <div class="wide card" part="card">
        <ListHead {...scope} title={title} description={description}>
          {hasValue(headerOptions) && <EndValue {...scope} value={headerOptions} />}
        </ListHead>
        <MoreItems
          strings={scope.strings}
          limit={seeMore ? SHOWN : undefined}
          title={undefined}
          items={elements.map((element) => <WidgetRow {...scope} element={element} />)}
        />
      </div>
    </>
  );
}

function WidgetRow({ element, ...scope }: TemplateScope & { element: ListWidgetElement }): VNode {
  const { title, subtitle, image, value, details = [], default_action, buttons, buttonsLayout } = element;
  return (
    <Row
      {...scope}
      title={title}
      subtitle={subtitle}
      picture={image?.image_src}
      action={toAction(default_action, 'listWidget', title)}
      end={hasValue(value) && <EndValue {...scope} value={value} />}
    >
      {details.map((detail) => (
        <div class="detail">
          <Thumb src={detail.image?.image_src} class="sign" />
          <TemplateText class="row-more" text={detail.description} i18n={scope.i18n} />
        </div>
      ))}
      <LimitedActions {...scope} actions={toActions(buttons, 'listWidget')} buttonsLayout={buttonsLayout} />
    </Row>
  );
}
