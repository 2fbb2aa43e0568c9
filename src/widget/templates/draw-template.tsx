import type { ComponentType, VNode } from 'preact';
import type { SendInput } from '../../client/chat-client.js';
import type { ChatMessage } from '../../conversation/chat-message.js';
import type { MessageComponent } from '../../protocol/component.js';
import type { I18n } from '../i18n/i18n.js';
import type { TemplateStrings } from '../i18n/template-strings.js';

/** What the drawing of a template gets besides what it draws. */
export interface TemplateScope {
  readonly message: ChatMessage;
  readonly i18n: I18n;
  /** The words of the templates themselves, in the language of the window. */
  readonly strings: TemplateStrings;
  /**
   * What the user has answered: the words of the next own message in the conversation, live or from the history. Undefined
   * while there is none, blank where they do not tell what was chosen. A choice that can be made once is then over.
   */
  readonly answer: string | undefined;
  /** All that the user has said since, oldest first: for what stands beside other questions, and knows its answers. */
  readonly answers: readonly string[];
  /** Nothing was said after it, by anybody. */
  readonly isNewest: boolean;
  readonly onSend: (input: SendInput) => void;
}

export interface TemplateProps<Template> extends TemplateScope {
  readonly template: Template;
}

/** Draws a payload; undefined where there is nothing in it that this template could draw. */
export type DrawTemplate = (payload: unknown, scope: TemplateScope) => VNode | undefined;

/** What one chunk brings: its templates by `template_type` (or the type of the component), and their style. */
export interface TemplateChunk {
  readonly templates: Readonly<Record<string, DrawTemplate>>;
  readonly styles?: string;
}

/**
 * A template is a parser and a component.
 *
 * @param parse reads any payload, never throws (src/protocol/templates/)
 * @param View draws what was read
 * @param isThere false where what was read is too little: then the payload is shown as something to read
 */
export function drawTemplate<Template>(
  parse: (payload: unknown) => Template,
  View: ComponentType<TemplateProps<Template>>,
  isThere: (template: Template) => boolean = () => true,
): DrawTemplate {
  const parsed = new WeakMap<object, Template>();
  return (payload, scope) => {
    const key = payload as object;
    const template = parsed.get(key) ?? parse(payload);
    if (typeof payload === 'object' && payload !== null) parsed.set(key, template);
    return isThere(template) ? <View template={template} {...scope} /> : undefined;
  };
}

/** The component of that type. */
export type ComponentOf<Type extends MessageComponent['type']> = OfType<MessageComponent, Type>;

/** Distributes over the union; `Extract` would miss components that go by several types. */
type OfType<Part extends MessageComponent, Type> = Part extends unknown
  ? Type extends Part['type']
    ? Part
    : never
  : never;

/** The parser of a component that is no template: it was checked when it was unwrapped. */
export const component =
  <Type extends MessageComponent['type']>() =>
  (part: unknown) =>
    part as ComponentOf<Type>;
