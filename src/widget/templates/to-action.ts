import type { SendInput } from '../../client/chat-client.js';
import { bareObject, toJson } from '../../lib/json.js';
import { safeImageUrl, safeUrl } from '../lib/safe-url.js';

interface ActionBase {
  readonly title: string;
  /** Address of a picture next to the title. */
  readonly picture?: string | undefined;
}

/** What a button of a template does: it opens an address or sends an answer. */
export type Action =
  | (ActionBase & { readonly kind: 'open'; readonly href: string })
  | (ActionBase & { readonly kind: 'send'; readonly input: SendInput });

interface ActionFields {
  /** The fields for the text that the bot receives, `message.body`. */
  readonly body?: readonly string[];
  /** The fields for the text that is shown as the user's message, `renderMsg`. */
  readonly renderText?: readonly string[];
  readonly url?: readonly string[];
}

/** The fields of an action, by template; the first filled field wins (docs/protocol.md §6.1). */
const FIELDS: Readonly<Record<string, ActionFields>> = {
  list: { body: ['payload', 'title', 'value'], url: ['url', 'fallback_url'] },
  listView: { body: ['title', 'payload', 'value'] },
  cardTemplate: { url: ['value'] },
  listWidget: { body: ['payload', 'title'], renderText: ['renderMessage', 'title'] },
  advancedListTemplate: { body: ['payload', 'title'], renderText: ['renderMessage', 'title'] },
  advancedMultiListTemplate: { body: ['payload', 'title'], renderText: ['renderMessage', 'title'] },
  tableList: { body: ['payload', 'title'], url: ['url', 'link'] },
  /** The welcome screen, menu and header of the platform's branding. */
  branding: { body: ['value', 'title'], url: ['value'] },
};
const DEFAULTS: Required<ActionFields> = { body: ['payload', 'value', 'title'], renderText: ['title'], url: ['url'] };

/** Templates in which an action without a type is a postback. Elsewhere it may be a heading or the submit button of a form. */
const UNTYPED_IS_POSTBACK = new Set(['button', 'quick_replies', 'quick_replies_welcome']);

/** Longest title that is shown, in UTF-16 units. A payload is always sent in full. */
const MAX_TITLE = 200;

function first(source: Record<string, unknown>, fields: readonly string[]): unknown {
  return fields.map((field) => source[field]).find((value) => value !== undefined && value !== null && value !== '');
}

/**
 * Reads an action as a bot sends it. Returns undefined if it has no title or no safe address, or if only its template can handle its
 * type.
 *
 * @param title used if the action has none, for example the title of its row
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
      return { kind: 'send', ...shown, input: { payload, renderText: String(first(source, fields.renderText)) } };
    }
    default:
      return undefined;
  }
}

/** Reads a list of actions and leaves out those for which `toAction` returns undefined. */
export function toActions(raw: readonly unknown[] | undefined, templateType: string): Action[] {
  return (raw ?? []).map((each) => toAction(each, templateType)).filter((action) => action !== undefined);
}

/** Whether the user's answer is this action. Compares the shown text and the payload, since the history may hold only the payload. */
export function isChosen(action: Action, answer: string | undefined): boolean {
  if (action.kind !== 'send' || answer === undefined) return false;
  const { renderText, payload } = action.input;
  const text = answer.trim();
  return text === renderText?.trim() || text === (typeof payload === 'string' ? payload : toJson(payload));
}
