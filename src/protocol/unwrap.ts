import { filled, isObject, isString, type JsonObject, joinLines, parseJson, textOf } from '../lib/json.js';
import type { MessageComponent } from './component.js';
import type { WireMessage } from './inbound.js';
import type { TemplatePayload } from './templates/index.js';

/** The content of a message. */
export interface MessageContent {
  /** The readable texts of all parts, one per line. May be empty. */
  text: string;
  components: MessageComponent[];
}

type Part = [text: string, component: MessageComponent];

/** The platform nests components two or three levels deep. Deeper ones are not unwrapped. */
const MAX_DEPTH = 8;

/** Types whose unwrapped content is only their text. */
const TEXT_TYPES = /^(text|message|template|)$/;
const MEDIA_TYPES = /^(image|audio|video|link|document|file)$/;

/** The fields in which payloads keep their headline, best first (docs/protocol.md §6). */
const HEADLINE_FIELDS = ['text', 'heading', 'title', 'text_message', 'label', 'description'];

/**
 * Unwraps the components of a bot message (docs/protocol.md §4.2, §5.3), from a live frame or the history.
 *
 * Components may be nested, and may be JSON strings at any level (also escaped with `&quot;`). Without a component, the text of
 * `cInfo.body` is the message. A text that is JSON is unwrapped only if it is a component of a known type; other JSON stays text.
 */
export function unwrap(items: readonly WireMessage[]): MessageContent {
  const parts = items.map(readItem).filter((part) => part !== undefined);
  return { text: joinLines(parts.map(([text]) => text)), components: parts.map(([, component]) => component) };
}

function readItem({ component, cInfo }: WireMessage): Part | undefined {
  const read = readComponent(component, 0);
  const body = readText(textOf(cInfo?.body), 0);
  if (!read || !body) return read ?? body;
  switch (read[1].type) {
    // If the payload is a mere string, the vendor's web client shows the body instead.
    case 'text':
      return isObject(component) && isString(component.payload) ? body : read;
    // An unknown type is kept for the host. Its text is the body, unless the body is the same component as JSON.
    case 'unknown':
      if (body[1].type !== 'text') return body;
      return [read[0] || (parseObject(body[0]) ? '' : body[0]), read[1]];
    default:
      return read;
  }
}

/** Reads a text, or the component if the text is the JSON of one. */
function readText(text: string, depth: number): Part | undefined {
  const value = parseObject(text);
  const part = value && isComponent(value) && readComponent(value, depth + 1);
  return part || (text ? [text, { type: 'text', text }] : undefined);
}

function parseObject(text: string): JsonObject | undefined {
  const value = /^\s*\{/.test(text) ? (parseJson(text) ?? parseJson(text.replaceAll('&quot;', '"'))) : undefined;
  return isObject(value) ? value : undefined;
}

/** Returns whether JSON in a text is a component, as opposed to JSON that the message is about. */
function isComponent(value: JsonObject): boolean {
  const type = textOf(value.type);
  return isWrapper(value)
    ? TEXT_TYPES.test(type) || MEDIA_TYPES.test(type) || type === 'error'
    : isString(value.text) && Object.keys(value).length < 2;
}

/** Returns whether the object wraps content that still has to be unwrapped. */
function isWrapper({ template_type, formData, type, payload }: JsonObject): boolean {
  return isString(template_type) || isObject(formData) || (isString(type) && !!payload);
}

function readComponent(value: unknown, depth: number, outerForm?: unknown): Part | undefined {
  if (isString(value)) return readText(value, depth);
  if (!isObject(value) || depth > MAX_DEPTH) return undefined;
  const { payload, template_type: templateType, formData = outerForm } = value;
  const inner = isString(payload) ? (parseObject(payload) ?? { text: payload }) : payload;
  const isTemplate = isString(templateType);
  const content = !isTemplate && isObject(inner) ? inner : value;
  if (content !== value && isWrapper(content)) return readComponent(content, depth + 1, formData);

  const type = textOf(value.type);
  const text = headline(content);
  const [url, audioUrl, videoUrl] = [content.url, content.audioUrl, content.videoUrl].map(textOf);
  const as = (component: MessageComponent): Part => [text, component];

  const { formLink, renderType } = isObject(formData) ? formData : {};
  if (formLink && isString(formLink)) {
    const [button] = Array.isArray(content.buttons) ? content.buttons : [];
    return as(filled({ type: 'form', formLink, renderType: textOf(renderType), text, title: textOf(button?.title) }));
  }
  if (isTemplate) return as({ type: 'template', templateType, payload: content as TemplatePayload });
  if (MEDIA_TYPES.test(type) && (url || audioUrl || videoUrl)) {
    return as(
      filled({
        type: type as 'file',
        url: url || audioUrl || videoUrl,
        name: textOf(content.name ?? content.fileName),
        text,
      }),
    );
  }
  if (type === 'message' && (audioUrl || videoUrl)) return as({ text, ...filled({ type, audioUrl, videoUrl }) });
  if (type === 'error' && text) return as(filled({ type, text, color: textOf(content.color) }));
  if (TEXT_TYPES.test(type) && text) return readText(text, depth + 1);
  return type !== 'text' && type && payload ? as({ type: 'unknown', componentType: type, payload }) : undefined;
}

function headline(content: JsonObject): string {
  for (const name of HEADLINE_FIELDS) if (textOf(content[name])) return textOf(content[name]);
  return content.template_type === 'answerTemplate' ? answer(content.answer_payload ?? content.payload, 0) : '';
}

/** Returns the text of an answer: `answer` while it streams, later the fragments of its snippets (docs/protocol.md §4.3, §6.5). */
function answer(value: unknown, depth: number): string {
  if (depth > MAX_DEPTH) return '';
  if (Array.isArray(value)) return joinLines(value.map((item) => answer(item, depth + 1)));
  if (!isObject(value)) return textOf(value);
  return answer(
    value.center_panel ?? value.data ?? value.snippet_content ?? value.answer_fragment ?? value.answer,
    depth + 1,
  );
}
