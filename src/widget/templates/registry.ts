import type { SendInput } from '../../client/chat-client.js';
import type { ChatMessage } from '../../conversation/chat-message.js';
import type { KnownTemplate, TemplateOf, UnknownTemplate } from '../../protocol/templates/index.js';

/** What `h` gives back. Only to be handed on: its inside belongs to the window. */
export interface TemplateVnode {
  readonly type: unknown;
  readonly props: unknown;
}

/** What stands inside an element. Numbers and texts are text, whatever they look like; false, null and undefined are nothing. */
export type TemplateChild = TemplateVnode | string | number | boolean | null | undefined | readonly TemplateChild[];

/** Makes an element: `h('p', { class: 'hint' }, 'Hello ', h('b', null, name))`. Handlers are `onClick`, `onInput` and so on. */
export type VnodeFactory = (
  type: string,
  props?: Record<string, unknown> | null,
  ...children: TemplateChild[]
) => TemplateVnode;

/** What a renderer gets besides the payload. */
export interface TemplateContext {
  /** The vnode factory of the window, so that a host needs no Preact of its own. */
  readonly h: VnodeFactory;
  /** The message that the template is a part of. */
  readonly message: ChatMessage;
  /** Answers for the user. How it went is shown at the message; a failure is also announced as `xo-error`. */
  readonly send: (input: string | SendInput) => void;
}

/** The payload that goes with a `template_type`: typed where this version knows the template. */
export type PayloadOf<Type extends string> = Type extends KnownTemplate['template_type']
  ? TemplateOf<Type>
  : UnknownTemplate;

/**
 * Draws one template: gives vnodes, a text, or a DOM node; `undefined` leaves it to the window's own drawing.
 * Called again when the message changes. If it throws, the window draws the payload in its own way. The payload is what the
 * bot has sent, unchecked: look before you index, and put nothing of it into HTML.
 */
export type TemplateRender<Type extends string = string> = (
  payload: PayloadOf<Type>,
  context: TemplateContext,
) => TemplateChild | Node;

/** The renderers of the host page, for all windows on it. */
const renderers = new Map<string, TemplateRender>();

/**
 * Draws a template in the host's own way, a known or an unknown one. The last one registered wins.
 * Register before the window opens: messages already on screen are not drawn again.
 *
 * @param templateType `template_type` of the payload
 *
 * @example
 * registerTemplate('weather', (payload, { h, send }) =>
 *   h('button', { onClick: () => send('tomorrow?') }, `${payload.degrees} °C`));
 */
export function registerTemplate<Type extends string>(templateType: Type, render: TemplateRender<Type>): void {
  renderers.set(templateType, render as TemplateRender);
}

export function registeredTemplate(templateType: string): TemplateRender | undefined {
  return renderers.get(templateType);
}
