import type { VNode } from 'preact';
import type { WidgetValue } from '../../../protocol/templates/list-widget-template.js';
import { ActionButtons } from '../ActionButtons.js';
import type { TemplateScope } from '../draw-template.js';
import { Menu } from '../shared/Menu.js';
import { Thumb } from '../shared/Thumb.js';
import { toAction, toActions } from '../to-action.js';

/** Whether there is anything to stand at the end of a row. */
export function hasValue(value: WidgetValue | undefined): value is WidgetValue {
  return Boolean(value && (value.text || value.button || value.image || value.url?.link || value.menu?.length));
}

/** What stands at the end of a row or of the head: the field that `type` names, else whatever there is. */
export function EndValue({ value, ...scope }: TemplateScope & { value: WidgetValue }): VNode | null {
  const { type, text, button, image, url, menu } = value;
  const is = (kind: string, there: unknown) => Boolean(there) && (type === kind || !type);
  if (is('button', button)) {
    const action = toAction({ type: 'postback', ...button }, 'listWidget');
    return <ActionButtons {...scope} actions={action ? [action] : []} />;
  }
  if (is('url', url)) {
    const action = toAction({ type: 'url', title: url?.title ?? url?.link, url: url?.link }, 'listWidget');
    return <ActionButtons {...scope} actions={action ? [action] : []} />;
  }
  if (is('menu', menu)) return <Menu {...scope} actions={toActions(menu, 'listWidget')} />;
  if (is('image', image)) return <Thumb src={image?.image_src} />;
  return text ? <bdi>{text}</bdi> : null;
}
