import type { SendInput } from '../../client/chat-client.js';
import { safeUrl } from '../text/safe-url.js';

/** What a button of a template does: it opens an address, or it answers for the user. */
export type Action =
  | { readonly kind: 'open'; readonly title: string; readonly href: string }
  | { readonly kind: 'send'; readonly title: string; readonly input: SendInput };

/** Where a template keeps the body of a postback and the address of a link, the first filled field wins (protocol.md §6.1). */
const FIELDS: Record<string, { body?: string[]; url?: string[] }> = {
  list: { body: ['payload', 'title', 'value'], url: ['url', 'fallback_url'] },
  listView: { body: ['title', 'payload', 'value'] },
  cardTemplate: { url: ['value'] },
  listWidget: { body: ['payload', 'title'] },
  advancedListTemplate: { body: ['payload', 'title'] },
  advancedMultiListTemplate: { body: ['payload', 'title'] },
  tableList: { body: ['payload', 'title'], url: ['url', 'link'] },
};
const DEFAULT_BODY = ['payload', 'value', 'title'];
const DEFAULT_URL = ['url'];

/** In these an action without a type is a postback; elsewhere it may be a heading or the submit button of a form. */
const UNTYPED_IS_POSTBACK = new Set(['button', 'quick_replies', 'quick_replies_welcome']);

/** Titles longer than this are no titles. A payload is sent as it is. */
const MAX_TITLE = 200;

function first(source: Record<string, unknown>, fields: readonly string[]): unknown {
  return fields.map((field) => source[field]).find((value) => value !== undefined && value !== null && value !== '');
}

/** Reads a button as a bot sends it. Undefined where it has no title, no safe address, or does what only its template knows. */
export function toAction(raw: unknown, templateType: string): Action | undefined {
  if (typeof raw !== 'object' || raw === null) return undefined;
  const source = raw as Record<string, unknown>;
  const { title } = source;
  if (typeof title !== 'string' || !title.trim()) return undefined;
  const label = title.length > MAX_TITLE ? `${title.slice(0, MAX_TITLE)}…` : title;
  const fields = FIELDS[templateType];
  const type = source.type ?? source.content_type ?? (UNTYPED_IS_POSTBACK.has(templateType) ? 'postback' : undefined);
  switch (type) {
    case 'url':
    case 'web_url': {
      const href = safeUrl(first(source, fields?.url ?? DEFAULT_URL));
      return href ? { kind: 'open', title: label, href } : undefined;
    }
    case 'postback':
    case 'text': {
      const body = first(source, fields?.body ?? DEFAULT_BODY);
      const payload = typeof body === 'object' ? (body as Record<string, unknown>) : String(body);
      return { kind: 'send', title: label, input: { payload, renderText: title } };
    }
    default:
      return undefined;
  }
}
