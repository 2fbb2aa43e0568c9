import type { VNode } from 'preact';
import type { PlainCard } from '../../../protocol/templates/card-template.js';
import { ActionButton } from '../ActionButton.js';
import { ActionButtons } from '../ActionButtons.js';
import type { TemplateScope } from '../draw-template.js';
import { TemplateText } from '../shared/TemplateText.js';
import { Thumb } from '../shared/Thumb.js';
import { toAction, toActions } from '../to-action.js';

export function PlainCardView({ card, ...scope }: TemplateScope & { card: PlainCard }): VNode {
  const { cardHeading: { title, description, icon } = {}, cardDescription = [], buttons, default_action } = card;
  const isButton = card.type === 'action' || card.type === 'postback';
  const action = isButton
    ? toAction({ type: 'postback', ...default_action }, 'cardTemplate', title ?? description)
    : undefined;
  const name = title ?? action?.title;
  return (
    <div class={action ? 'wide card pressable' : 'wide card'} part="card">
      {(name || description) && (
        <div class="card-head">
          <Thumb src={icon} />
          <div class="row-body">
            {action && name ? (
              <ActionButton {...scope} class="row-title" action={{ ...action, title: name, picture: undefined }} />
            ) : (
              <TemplateText class="row-title" text={name} i18n={scope.i18n} />
            )}
            <TemplateText class="row-more" text={description} i18n={scope.i18n} />
          </div>
        </div>
      )}
      {cardDescription.length > 0 && (
        <ul class="lines">
          {cardDescription.map((line) => (
            <li>
              <Thumb src={line.icon} class="sign" />
              <TemplateText text={line.title} i18n={scope.i18n} />
            </li>
          ))}
        </ul>
      )}
      <ActionButtons {...scope} actions={toActions(buttons, 'cardTemplate')} layout="foot-actions" />
    </div>
  );
}
