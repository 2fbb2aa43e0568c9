import type { SendInput } from '../../client/chat-client.js';
import type { ChatMessage } from '../../conversation/chat-message.js';
import type { CustomTemplates } from '../../protocol/extensions.js';
import type { KnownTemplate, TemplateOf, TemplatePayload, UnknownTemplate } from '../../protocol/templates/index.js';

/** What `h` returns. Only to be passed on: its fields belong to the window. */
export interface TemplateVnode {
  readonly type: unknown;
  readonly props: unknown;
}

/** A child of an element. Strings and numbers become text and never HTML; booleans, null and undefined draw nothing. */
export type TemplateChild = TemplateVnode | string | number | boolean | null | undefined | readonly TemplateChild[];

/** Creates an element: `h('p', { class: 'hint' }, 'Hello ', h('b', null, name))`. Handlers are `onClick`, `onInput` and so on. */
export type VnodeFactory = (
  type: string,
  props?: Record<string, unknown> | null,
  ...children: TemplateChild[]
) => TemplateVnode;

/** The second argument of renderers and hooks. */
export interface TemplateContext {
  /** The window's vnode factory, so that a host does not need Preact itself. */
  readonly h: VnodeFactory;
  /** The message that the template is a part of. */
  readonly message: ChatMessage;
  /** Sends an answer as the user. The message shows its delivery state; a failure is also dispatched as `xo-error`. */
  readonly send: (input: string | SendInput) => void;
}

/** The payload of a `template_type`, typed if this version knows the template, or if you have added it to `CustomTemplates`. */
export type PayloadOf<Type extends string> = Type extends keyof CustomTemplates
  ? CustomTemplates[Type]
  : Type extends KnownTemplate['template_type']
    ? TemplateOf<Type>
    : UnknownTemplate;

/**
 * Draws one template. Returns vnodes, a text or a DOM node, or `undefined` to let the window draw the template. Called again when
 * the message changes. If it throws, the window draws the template itself. The payload is unchecked, as the bot sent it: check
 * fields before you use them, and never put them into HTML.
 */
export type TemplateRender<Type extends string = string> = (
  payload: PayloadOf<Type>,
  context: TemplateContext,
) => TemplateChild | Node;

/** The hooks with which a host changes how a template is drawn. */
export interface TemplateHooks<Type extends string = string> {
  /** Draws the template. */
  readonly render?: TemplateRender<Type>;
  /** Called before the template is drawn, by the host or the window. May return another payload; must not modify its argument. */
  readonly before?: (payload: PayloadOf<Type>, context: TemplateContext) => TemplatePayload | undefined;
  /** Called after each drawing with the element around the template. The next drawing may undo changes inside that element. */
  readonly after?: (element: HTMLElement, context: TemplateContext) => void;
}

/** The hooks that the host page has registered, for all chat windows of the page. */
const registered = new Map<string, TemplateHooks>();

/**
 * Registers a renderer or hooks for a template, known or unknown. The last `render`, `before` and `after` registered for a template
 * win. Hooks for `*` apply to all templates: a `render` for the specific template takes precedence over one for `*`, and `before`
 * and `after` hooks for `*` run first.
 * Register before the window opens: messages already on screen are not drawn again.
 *
 * @param templateType `template_type` of the payload, or `*` for all templates
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

/** Returns the hooks for all templates (`*`), then those for this template. */
export type HooksOf = (templateType: string) => TemplateHooks[];

export function hooksOf(templateType: string): TemplateHooks[] {
  return ['*', templateType].map((type) => registered.get(type) ?? {});
}
