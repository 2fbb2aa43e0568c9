import type { ComponentType, VNode } from 'preact';
import type { SendInput } from '../../client/chat-client.js';
import type { ChatMessage } from '../../conversation/chat-message.js';
import type { MessageComponent } from '../../protocol/component.js';
import type { I18n } from '../i18n/i18n.js';
import type { TemplateStrings } from '../i18n/template-strings.js';

/** What every template component gets in addition to its payload. */
export interface TemplateScope {
  readonly message: ChatMessage;
  readonly i18n: I18n;
  /** The strings of the templates, in the language of the window. */
  readonly strings: TemplateStrings;
  /**
   * The user's answer: the text of the user's next message in the conversation, live or from the history. Undefined while there is
   * none; blank if the text does not identify the choice. A template that allows a single choice is over once there is an answer.
   */
  readonly answer: string | undefined;
  /** The texts of the user's later messages, oldest first, for templates that recognize their own answer among others. */
  readonly answers: readonly string[];
  /** True while no message follows, of the user or the bot. */
  readonly isNewest: boolean;
  readonly onSend: (input: SendInput) => void;
}

export interface TemplateProps<Template> extends TemplateScope {
  readonly template: Template;
}

/** Draws a payload. Returns undefined if the payload has nothing that this template can draw. */
export type DrawTemplate = (payload: unknown, scope: TemplateScope) => VNode | undefined;

/** The content of one chunk: its templates by `template_type` (or by the type of the component), and their styles. */
export interface TemplateChunk {
  readonly templates: Readonly<Record<string, DrawTemplate>>;
  readonly styles?: string;
}

/**
 * Makes a template of a parser and a component. Each payload is parsed once.
 *
 * @param parse parses any payload, never throws (src/protocol/templates/)
 * @param View draws the parsed template
 * @param hasContent returns false if the parsed template has too little to draw; FallbackPart then draws the payload
 */
export function drawTemplate<Template>(
  parse: (payload: unknown) => Template,
  View: ComponentType<TemplateProps<Template>>,
  hasContent: (template: Template) => boolean = () => true,
): DrawTemplate {
  const parsed = new WeakMap<object, Template>();
  return (payload, scope) => {
    const key = payload as object;
    const template = parsed.get(key) ?? parse(payload);
    if (typeof payload === 'object' && payload !== null) parsed.set(key, template);
    return hasContent(template) ? <View template={template} {...scope} /> : undefined;
  };
}

/** The component of a type. */
export type ComponentOf<Type extends MessageComponent['type']> = OfType<MessageComponent, Type>;

/** Distributes over the union; `Extract` would miss components that have several types. */
type OfType<Part extends MessageComponent, Type> = Part extends unknown
  ? Type extends Part['type']
    ? Part
    : never
  : never;

/** The parser of a component that is not a template. It only casts, because `unwrap` has checked the component already. */
export const componentParser =
  <Type extends MessageComponent['type']>() =>
  (part: unknown) =>
    part as ComponentOf<Type>;
