import { filled, isObject, isString, type JsonObject, joinLines, parseJson, textOf } from '../lib/json.js';
import type { MessageComponent } from './component.js';
import type { WireMessage } from './inbound.js';
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

/** Kinds of which nothing but the text matters, once they are open. */
const BUBBLE = /^(text|message|template|)$/;
const MEDIA = /^(image|audio|video|link|document|file)$/;

/** Where payloads keep the words that stand above everything else, best first (protocol.md §6). */
const HEADLINES = ['text', 'heading', 'title', 'text_message', 'label', 'description'];

/**
 * Opens the boxes of a message of the bot (protocol.md §4.2, §5.3), for live frames and history alike.
 *
 * A component may lie in components, and be a JSON string at any level (also with `&quot;`). Where there is none, the text
 * of `cInfo.body` is the message. JSON in a text counts only if it is a component of a known kind; other JSON stays text.
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
    // Beside a payload that is a mere string, the body is what the platform's own client shows.
    case 'text':
      return isObject(component) && isString(component.payload) ? body : read;
    // A kind of tomorrow, kept for the host. People get the body, unless that is the component once more.
    case 'unknown':
      if (body[1].type !== 'text') return body;
      return [read[0] || (parseObject(body[0]) ? '' : body[0]), read[1]];
    default:
      return read;
  }
}

/** A text, or the component that it is the JSON of. */
function readText(text: string, depth: number): Part | undefined {
  const value = parseObject(text);
  const part = value && isComponent(value) && readComponent(value, depth + 1);
  return part || (text ? [text, { type: 'text', text }] : undefined);
}

function parseObject(text: string): JsonObject | undefined {
  const value = /^\s*\{/.test(text) ? (parseJson(text) ?? parseJson(text.replaceAll('&quot;', '"'))) : undefined;
  return isObject(value) ? value : undefined;
}

/** Whether JSON in a text is a message, and not what a message is about. */
function isComponent(value: JsonObject): boolean {
  const type = textOf(value.type);
  return isBox(value)
    ? BUBBLE.test(type) || MEDIA.test(type) || type === 'error'
    : isString(value.text) && Object.keys(value).length < 2;
}

/** Something to be opened, and no content yet. */
function isBox({ template_type, formData, type, payload }: JsonObject): boolean {
  return isString(template_type) || isObject(formData) || (isString(type) && !!payload);
}

function readComponent(value: unknown, depth: number, outerForm?: unknown): Part | undefined {
  if (isString(value)) return readText(value, depth);
  if (!isObject(value) || depth > MAX_DEPTH) return undefined;
  const { payload, template_type: templateType, formData = outerForm } = value;
  const inner = isString(payload) ? (parseObject(payload) ?? { text: payload }) : payload;
  const isTemplate = isString(templateType);
  const content = !isTemplate && isObject(inner) ? inner : value;
  if (content !== value && isBox(content)) return readComponent(content, depth + 1, formData);

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
  if (MEDIA.test(type) && (url || audioUrl || videoUrl)) {
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
  if (BUBBLE.test(type) && text) return readText(text, depth + 1);
  return type !== 'text' && type && payload ? as({ type: 'unknown', componentType: type, payload }) : undefined;
}

function headline(content: JsonObject): string {
  for (const name of HEADLINES) if (textOf(content[name])) return textOf(content[name]);
  return content.template_type === 'answerTemplate' ? answer(content.answer_payload ?? content.payload, 0) : '';
}

/** The words of an answer: `answer` while it streams, the fragments of its snippets at the end (protocol.md §4.3, §6.5). */
function answer(value: unknown, depth: number): string {
  if (depth > MAX_DEPTH) return '';
  if (Array.isArray(value)) return joinLines(value.map((item) => answer(item, depth + 1)));
  if (!isObject(value)) return textOf(value);
  return answer(
    value.center_panel ?? value.data ?? value.snippet_content ?? value.answer_fragment ?? value.answer,
    depth + 1,
  );
}
