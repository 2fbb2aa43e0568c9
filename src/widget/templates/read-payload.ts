import { safeImageUrl } from '../lib/safe-url.js';
import { type Action, toAction } from './to-action.js';

/** One line of what a person can read in a payload. */
export type Line =
  | { readonly kind: 'title' | 'text'; readonly text: string }
  | { readonly kind: 'picture'; readonly src: string };

export interface ReadablePayload {
  readonly lines: readonly Line[];
  readonly actions: readonly Action[];
}

const TITLES = new Set(['title', 'heading', 'sectionHeader', 'collectionTitle', 'label']);
const TEXTS = new Set([
  'text',
  'subtitle',
  'subTitle',
  'subtext',
  'subText',
  'description',
  'text_message',
  'answer',
  'answer_fragment',
  'displayValue',
]);
const PICTURES = new Set(['image_url', 'image_src']);
/** Rows of the table templates: `[cell, cell]`, a cell being a text or `[text, kind, …]`. */
const ROWS = new Set(['Values', 'columns', 'primary', 'additional']);
const ACTIONS = new Set(['buttons', 'quick_replies', 'default_action', 'button', 'actions']);
/** Written by machines for machines. */
const SKIPPED = /styles?$|^(?:template_type|metaTags|customData|postback|speech_hint)$/i;

/** Hostile or huge payloads end here. */
const MAX_DEPTH = 10;
const MAX_LINES = 60;
const MAX_ACTIONS = 30;
const MAX_VISITS = 2000;

const cellText = (cell: unknown): string => {
  const value = Array.isArray(cell) ? cell[0] : cell;
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
};

/**
 * Reads titles, texts, pictures and buttons out of a payload whose template this version does not draw, in the order in
 * which they stand. Never throws, whatever the payload is.
 */
export function readPayload(payload: unknown, templateType: string): ReadablePayload {
  const lines: Line[] = [];
  const actions: Action[] = [];
  let visits = 0;

  const say = (kind: 'title' | 'text', value: unknown) => {
    if ((typeof value !== 'string' && typeof value !== 'number') || lines.length >= MAX_LINES) return;
    const text = String(value).trim();
    const last = lines.at(-1);
    // The same words twice in a row are one title on two levels.
    if (text && !(last && 'text' in last && last.text === text)) lines.push({ kind, text });
  };

  const offer = (raw: unknown) => {
    for (const each of Array.isArray(raw) ? raw.slice(0, MAX_ACTIONS) : [raw]) {
      const action = actions.length < MAX_ACTIONS ? toAction(each, templateType) : undefined;
      if (action) actions.push(action);
    }
  };

  const visit = (node: unknown, depth: number) => {
    if (typeof node !== 'object' || node === null || depth > MAX_DEPTH || ++visits > MAX_VISITS) return;
    if (Array.isArray(node)) {
      for (const each of node) visit(each, depth + 1);
      return;
    }
    for (const [key, value] of Object.entries(node)) {
      if (ACTIONS.has(key)) offer(value);
      else if (ROWS.has(key) && Array.isArray(value)) say('text', value.map(cellText).filter(Boolean).join(' · '));
      else if (PICTURES.has(key)) {
        const src = safeImageUrl(value);
        if (src && lines.length < MAX_LINES) lines.push({ kind: 'picture', src });
      } else if (!SKIPPED.test(key)) {
        if (TITLES.has(key)) say('title', value);
        else if (TEXTS.has(key)) say('text', value);
        visit(value, depth + 1);
      }
    }
  };

  visit(payload, 0);
  return { lines, actions };
}
