import type { SendInput } from '../../client/chat-client.js';
import { bareObject, toJson } from '../../lib/json.js';
import { safeImageUrl, safeUrl } from '../lib/safe-url.js';

interface ActionBase {
  readonly title: string;
  /** Address of a picture beside the title. */
  readonly picture?: string | undefined;
}

/** What a button of a template does: it opens an address, or it answers for the user. */
export type Action =
  | (ActionBase & { readonly kind: 'open'; readonly href: string })
  | (ActionBase & { readonly kind: 'send'; readonly input: SendInput });

interface ActionFields {
  /** What the bot reads. */
  readonly body?: readonly string[];
  /** What people read as their own words, `renderMsg`. */
  readonly strings?: readonly string[];
  readonly url?: readonly string[];
}

/** Where a template keeps what: the first filled field wins (protocol.md §6.1). The one table of it. */
const FIELDS: Readonly<Record<string, ActionFields>> = {
  list: { body: ['payload', 'title', 'value'], url: ['url', 'fallback_url'] },
  listView: { body: ['title', 'payload', 'value'] },
  cardTemplate: { url: ['value'] },
  listWidget: { body: ['payload', 'title'], strings: ['renderMessage', 'title'] },
  advancedListTemplate: { body: ['payload', 'title'], strings: ['renderMessage', 'title'] },
  advancedMultiListTemplate: { body: ['payload', 'title'], strings: ['renderMessage', 'title'] },
  tableList: { body: ['payload', 'title'], url: ['url', 'link'] },
  /** Welcome screen, menu and header of the platform's branding. */
  branding: { body: ['value', 'title'], url: ['value'] },
};
const DEFAULTS: Required<ActionFields> = { body: ['payload', 'value', 'title'], strings: ['title'], url: ['url'] };

/** In these an action without a type is a postback; elsewhere it may be a heading or the submit button of a form. */
const UNTYPED_IS_POSTBACK = new Set(['button', 'quick_replies', 'quick_replies_welcome']);

/** Titles longer than this are no titles. A payload is sent as it is. */
const MAX_TITLE = 200;

function first(source: Record<string, unknown>, fields: readonly string[]): unknown {
  return fields.map((field) => source[field]).find((value) => value !== undefined && value !== null && value !== '');
}

/**
 * Reads a button as a bot sends it. Undefined where it has no title, no safe address, or does what only its template knows.
 *
 * @param title of what the action stands on, where it has none itself
 */
export function toAction(raw: unknown, templateType: string, title?: string): Action | undefined {
  if (typeof raw !== 'object' || raw === null) return undefined;
  const source: Record<string, unknown> = bareObject({ ...raw });
  if (typeof source.title !== 'string' || !source.title.trim()) source.title = title?.trim();
  if (typeof source.title !== 'string' || !source.title) return undefined;
  const label = source.title.length > MAX_TITLE ? `${source.title.slice(0, MAX_TITLE)}…` : source.title;
  const fields = { ...DEFAULTS, ...(Object.hasOwn(FIELDS, templateType) && FIELDS[templateType]) };
  const shown = { title: label, picture: safeImageUrl(source.image_url) };
  switch (source.type ?? source.content_type ?? (UNTYPED_IS_POSTBACK.has(templateType) ? 'postback' : undefined)) {
    case 'url':
    case 'web_url': {
      const href = safeUrl(first(source, fields.url));
      return href ? { kind: 'open', ...shown, href } : undefined;
    }
    case 'postback':
    case 'text': {
      const body = first(source, fields.body);
      const payload = typeof body === 'object' ? (body as Record<string, unknown>) : String(body);
      return { kind: 'send', ...shown, input: { payload, renderText: String(first(source, fields.strings)) } };
    }
    default:
      return undefined;
  }
}

/** Those of a list that do something. */
export function toActions(raw: readonly unknown[] | undefined, templateType: string): Action[] {
  return (raw ?? []).map((each) => toAction(each, templateType)).filter((action) => action !== undefined);
}

/** Whether this is what the user has answered: by its words, or by what the bot reads where the history kept only that. */
export function isChosen(action: Action, answer: string | undefined): boolean {
  if (action.kind !== 'send' || answer === undefined) return false;
  const { renderText, payload } = action.input;
  const said = answer.trim();
  return said === renderText?.trim() || said === (typeof payload === 'string' ? payload : toJson(payload));
}
