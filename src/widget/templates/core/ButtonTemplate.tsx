import type { VNode } from 'preact';
import type { ButtonTemplate as Buttons } from '../../../protocol/templates/button-template.js';
import { Bubble } from '../../rich-text/Bubble.js';
import { ActionButtons } from '../ActionButtons.js';
import { buttonLayout } from '../button-layout.js';
import type { TemplateProps } from '../draw-template.js';
import { toActions } from '../to-action.js';

/** Draws a text with buttons. They stay enabled: as in the platform's own client, the user may press another one later. */
export function ButtonTemplate({ template, ...scope }: TemplateProps<Buttons>): VNode {
  const { text, subText } = template;
  const lines = [text, subText].filter(Boolean).join('\n');
  return (
    <>
      <Bubble text={lines} message={scope.message} i18n={scope.i18n} />
      <ActionButtons {...scope} actions={toActions(template.buttons, 'button')} layout={buttonLayout(template)} />
    </>
  );
}
