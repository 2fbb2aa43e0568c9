import type { WireMessage } from '../../protocol/inbound.js';
import type { TemplatePayload } from '../../protocol/templates/index.js';
import type { ComponentContent, Content } from '../types/bot.js';

/** Content as it is in the live frame, and as it is in the history: one text per item (protocol.md §4.2, §5.3). */
export interface WireContent {
  items: WireMessage[];
  stored: string[];
}

/** @throws TypeError for a value that is not `Content` */
export function toWire(content: Content): WireContent {
  if (typeof content === 'string') {
    return { items: [textItem(content)], stored: [content] };
  }
  if (isItems(content)) return { items: [...content], stored: content.map(storedItem) };
  if (isTemplate(content)) return component({ type: 'template', payload: content });
  if (isComponent(content)) return component(content);
  throw new TypeError(
    'unable to send this message; content must be a string, a template ({ template_type, … }), a component ({ type, payload }) or an array of message items',
  );
}

export function textItem(text: string): WireMessage {
  return { type: 'text', component: { type: 'text', payload: { text } }, cInfo: { body: text } };
}

/**
 * In a live frame, a template is a component inside a component, the `type` of the item is `text`, and `cInfo.body` is the JSON of the
 * whole (protocol.md §4.2, captured sample). In the history it is one component, as JSON.
 */
function component(content: ComponentContent): WireContent {
  const { type, payload, formData } = content;
  if (type === 'text' && typeof (payload as { text?: unknown } | null)?.text === 'string') {
    return toWire((payload as { text: string }).text);
  }
  const isNested = type === 'template' && typeof payload === 'object';
  const live = { type, payload: isNested ? { type, payload } : payload, ...(formData && { formData }) };
  return {
    items: [{ type: 'text', component: live, cInfo: { body: JSON.stringify(live) } }],
    stored: [JSON.stringify(content)],
  };
}

function storedItem({ component: inner, cInfo }: WireMessage): string {
  const body = cInfo?.body;
  if (typeof body === 'string' && body !== '') return body;
  if (typeof inner === 'string') return inner;
  return inner === undefined ? '' : JSON.stringify(inner);
}

function isItems(content: Content): content is readonly WireMessage[] {
  return Array.isArray(content) && content.every((item) => typeof item === 'object' && item !== null);
}

function isTemplate(content: unknown): content is TemplatePayload {
  return typeof (content as TemplatePayload | null)?.template_type === 'string';
}

function isComponent(content: unknown): content is ComponentContent {
  return typeof (content as ComponentContent | null)?.type === 'string';
}
