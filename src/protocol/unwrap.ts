import type { MessageComponent } from './component.js';
import type { WireMessage } from './inbound.js';
import { isObject, isString, type JsonObject, parseJson, textOf } from './json.js';
import type { TemplatePayload } from './templates/index.js';

/** What a message says and shows. */
export interface MessageContent {
  /** What a person reads: the texts of all parts, one per line. May be empty. */
  text: string;
  components: MessageComponent[];
}

type Part = [text: string, component: MessageComponent];

/** Boxes in boxes: the platform nests two or three. Deeper ones are not opened. */
const MAX_DEPTH = 8;

/** Kinds that are a mere bubble once a text is all that is left of them. */
const BUBBLES: unknown[] = ['text', 'message', 'template', undefined];
const MEDIA = ['image', 'audio', 'video', 'link', 'document', 'file'] as const;
const KINDS: unknown[] = [...BUBBLES, ...MEDIA, 'error'];

/** Where templates keep the words that stand above everything else, best first (protocol.md §6). */
const HEADLINES = ['text', 'heading', 'title', 'text_message', 'label', 'description'];

/**
 * Opens the boxes of a message of the bot (protocol.md §4.2, §5.3), for live frames and history alike.
 *
 * A component may lie in components, and be a JSON string at any level (also with `&quot;`). Where there is none, the text
 * of `cInfo.body` is the message. JSON in a text counts only if it is a component of a known kind; other JSON stays text.
 */
export function unwrap(items: readonly WireMessage[]): MessageContent {
  const parts = items.map(readItem).filter((part) => part !== undefined);
  return {
    text: parts
      .map(([text]) => text)
      .filter(Boolean)
      .join('\n'),
    components: parts.map(([, component]) => component),
  };
}

function readItem({ component, cInfo }: WireMessage): Part | undefined {
  const read = readComponent(component, 0);
  const body = readText(textOf(cInfo?.body), 0);
  if (!read || !body) return read ?? body;
  // A text beside a payload that is a mere string: the body is what the platform's own client shows.
  if (read[1].type === 'text') return isObject(component) && isString(component.payload) ? body : read;
  if (read[1].type !== 'unknown') return read;
  if (body[1].type !== 'text') return body;
  // A kind of tomorrow, kept for the host. People get the body, unless that is the component once more.
  return read[0] || parseObject(body[0]) ? read : [body[0], read[1]];
}

/** A text, or the component that it is the JSON of. */
function readText(text: string, depth: number): Part | undefined {
  const value = parseObject(text);
  return (
    (value && isComponent(value) ? readComponent(value, depth + 1) : undefined) ??
    (text ? [text, { type: 'text', text }] : undefined)
  );
}

function parseObject(text: string): JsonObject | undefined {
  if (!/^\s*\{/.test(text)) return undefined;
  const value = parseJson(text) ?? parseJson(text.replaceAll('&quot;', '"'));
  return isObject(value) ? value : undefined;
}

/** Whether JSON in a text is a message and not what the message is about. */
function isComponent(value: JsonObject): boolean {
  const { type, text } = value;
  return isBox(value) ? KINDS.includes(type) : isString(text) && Object.keys(value).length < 2;
}

function isBox(value: unknown): value is JsonObject {
  return (
    isObject(value) &&
    (isString(value.template_type) || isForm(value.formData) || (isString(value.type) && value.payload != null))
  );
}

function isForm(value: unknown): value is JsonObject & { formLink: string } {
  return isObject(value) && isString(value.formLink);
}

function readComponent(value: unknown, depth: number, outerForm?: JsonObject & { formLink: string }): Part | undefined {
  if (isString(value)) return readText(value, depth);
  if (!isObject(value) || depth > MAX_DEPTH) return undefined;
  const { type, payload, template_type: templateType } = value;
  const form = isForm(value.formData) ? value.formData : outerForm;
  const inner = isString(payload) ? parseObject(payload) : payload;
  const isTemplate = isString(templateType);
  if (!isTemplate && isBox(inner)) return readComponent(inner, depth + 1, form);

  const content = isTemplate ? value : isObject(inner) ? inner : isString(payload) ? { text: payload } : value;
  const text = isTemplate ? templateText(content) : textOf(content.text);
  if (form) return [text, formComponent(form, content, text)];
  if (isTemplate) return [text, { type: 'template', templateType, payload: content as TemplatePayload }];

  const { color } = content;
  const audioUrl = textOf(content.audioUrl);
  const videoUrl = textOf(content.videoUrl);
  const url = textOf(content.url) || audioUrl || videoUrl;
  const name = textOf(content.name) || textOf(content.fileName);
  const media = MEDIA.find((kind) => kind === type);
  if (media && url) return [text, { type: media, url, ...(name && { name }), ...(text && { text }) }];
  if (type === 'message' && url) {
    return [text, { type, text, ...(audioUrl && { audioUrl }), ...(videoUrl && { videoUrl }) }];
  }
  if (type === 'error' && text) return [text, { type, text, ...(isString(color) && { color }) }];
  if (BUBBLES.includes(type) && text) return readText(text, depth + 1);
  return isString(type) && payload ? [text, { type: 'unknown', componentType: type, payload }] : undefined;
}

function formComponent(form: JsonObject & { formLink: string }, content: JsonObject, text: string): MessageComponent {
  const { formLink, renderType } = form;
  const button: unknown = Array.isArray(content.buttons) ? content.buttons[0] : undefined;
  const title = isObject(button) ? textOf(button.title) : '';
  return {
    type: 'form',
    formLink,
    ...(isString(renderType) && { renderType }),
    ...(text && { text }),
    ...(title && { title }),
  };
}

function templateText(template: JsonObject): string {
  for (const name of HEADLINES) if (textOf(template[name])) return textOf(template[name]);
  return template.template_type === 'answerTemplate' ? answerText(template.answer_payload ?? template.payload, 0) : '';
}

/** The words of an answer: `answer` while it streams, the fragments of its snippets at the end (protocol.md §4.3, §6.5). */
function answerText(value: unknown, depth: number): string {
  if (depth > MAX_DEPTH) return '';
  if (Array.isArray(value)) {
    return value
      .map((item) => answerText(item, depth + 1))
      .filter(Boolean)
      .join(' ');
  }
  return isObject(value)
    ? answerText(
        value.center_panel ?? value.data ?? value.snippet_content ?? value.answer_fragment ?? value.answer,
        depth + 1,
      )
    : textOf(value);
}
