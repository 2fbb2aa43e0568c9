import type { VNode } from 'preact';
import type { WidgetValue } from '../../../protocol/templates/list-widget-template.js';
import { ActionButtons } from '../ActionButtons.js';
import type { TemplateScope } from '../draw-template.js';
import { Menu } from '../shared/Menu.js';
import { Thumb } from '../shared/Thumb.js';
import { toAction, toActions } from '../to-action.js';

/** Whether a value has anything to draw. */
export function hasValue(value: WidgetValue | undefined): value is WidgetValue {
  return Boolean(value && (value.text || value.button || value.image || value.url?.link || value.menu?.length));
}

/** Draws the value at the end of a row or header: the field that `type` names, else the first field that is present. */
export function EndValue({ value, ...scope }: TemplateScope & { value: WidgetValue }): VNode | null {
  const { type, text, button, image, url, menu } = value;
  const shows = (kind: string, field: unknown) => Boolean(field) && (type === kind || !type);
  if (shows('button', button)) {
    const action = toAction({ type: 'postback', ...button }, 'listWidget');
    return <ActionButtons {...scope} actions={action ? [action] : []} />;
  }
  if (shows('url', url)) {
    const action = toAction({ type: 'url', title: url?.title ?? url?.link, url: url?.link }, 'listWidget');
    return <ActionButtons {...scope} actions={action ? [action] : []} />;
  }
  if (shows('menu', menu)) return <Menu {...scope} actions={toActions(menu, 'listWidget')} />;
  if (shows('image', image)) return <Thumb src={image?.image_src} />;
  return text ? <bdi>{text}</bdi> : null;
}
