import type { SendInput } from '../../client/chat-client.js';
import type { ChatMessage } from '../../conversation/chat-message.js';
import type { KnownTemplate, TemplateOf, TemplatePayload, UnknownTemplate } from '../../protocol/templates/index.js';

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

/** How a host takes part in the drawing of a template. */
export interface TemplateHooks<Type extends string = string> {
  /** Draws it. */
  readonly render?: TemplateRender<Type>;
  /** Looks at the payload before it is drawn, by whomever, and may give another in its place. The one it gets must stay as it is. */
  readonly before?: (payload: PayloadOf<Type>, context: TemplateContext) => TemplatePayload | undefined;
  /** Gets the element around what was drawn, each time that has happened. What it changes inside, the next drawing may undo. */
  readonly after?: (element: HTMLElement, context: TemplateContext) => void;
}

/** What the host page has registered, for all windows on it. */
const registered = new Map<string, TemplateHooks>();

/**
 * Draws a template in the host's own way, a known or an unknown one, or looks at it before and after it is drawn. The last
 * `render`, `before` and `after` registered for a template win. Under `*` they are for all templates; those for one go before
 * (`render`), or come after (`before`, `after`).
 * Register before the window opens: messages already on screen are not drawn again.
 *
 * @param templateType `template_type` of the payload, or `*`
 *
 * @example
 * registerTemplate('weather', (payload, { h, send }) =>
 *   h('button', { onClick: () => send('tomorrow?') }, `${payload.degrees} °C`));
 * registerTemplate('*', { after: (element, { message }) => measure(element, message.id) });
 */
export function registerTemplate<Type extends string>(
  templateType: Type,
  hooks: TemplateRender<Type> | TemplateHooks<Type>,
): void {
  const added = typeof hooks === 'function' ? { render: hooks } : hooks;
  registered.set(templateType, { ...registered.get(templateType), ...(added as TemplateHooks) });
}

/** Gives the hooks for all templates, then those for this one. */
export type HooksOf = (templateType: string) => TemplateHooks[];

export function hooksOf(templateType: string): TemplateHooks[] {
  return ['*', templateType].map((type) => registered.get(type) ?? {});
}
