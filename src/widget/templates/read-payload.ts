import { safeImageUrl } from '../lib/safe-url.js';
import { type Action, toAction } from './to-action.js';

/** One line of readable content in a payload. */
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
/** Fields with rows of the table templates: `[cell, cell]`, where a cell is a text or `[text, kind, …]`. */
const ROWS = new Set(['Values', 'columns', 'primary', 'additional']);
const ACTIONS = new Set(['buttons', 'quick_replies', 'default_action', 'button', 'actions']);
/** Fields that are not meant for people. */
const SKIPPED = /styles?$|^(?:template_type|metaTags|customData|postback|speech_hint)$/i;

/** Limits for hostile or huge payloads. */
const MAX_DEPTH = 10;
const MAX_LINES = 60;
const MAX_ACTIONS = 30;
const MAX_VISITS = 2000;

const cellText = (cell: unknown): string => {
  const value = Array.isArray(cell) ? cell[0] : cell;
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
};

/**
 * Collects the titles, texts, pictures and actions of a payload whose template this version does not draw, in their order in the
 * payload. Never throws, whatever the payload is.
 */
export function readPayload(payload: unknown, templateType: string): ReadablePayload {
  const lines: Line[] = [];
  const actions: Action[] = [];
  let visits = 0;

  const addText = (kind: 'title' | 'text', value: unknown) => {
    if ((typeof value !== 'string' && typeof value !== 'number') || lines.length >= MAX_LINES) return;
    const text = String(value).trim();
    const last = lines.at(-1);
    // The same text twice in a row is usually one title on two levels.
    if (text && !(last && 'text' in last && last.text === text)) lines.push({ kind, text });
  };

  const addActions = (raw: unknown) => {
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
      if (ACTIONS.has(key)) addActions(value);
      else if (ROWS.has(key) && Array.isArray(value)) addText('text', value.map(cellText).filter(Boolean).join(' · '));
      else if (PICTURES.has(key)) {
        const src = safeImageUrl(value);
        if (src && lines.length < MAX_LINES) lines.push({ kind: 'picture', src });
      } else if (!SKIPPED.test(key)) {
        if (TITLES.has(key)) addText('title', value);
        else if (TEXTS.has(key)) addText('text', value);
        visit(value, depth + 1);
      }
    }
  };

  visit(payload, 0);
  return { lines, actions };
}
