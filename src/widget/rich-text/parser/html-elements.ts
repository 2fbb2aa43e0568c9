import { safeUrl } from '../../lib/safe-url.js';
import type { RichAttributes, RichTag } from './rich-node.js';

/**
 * The allow-list of HTML that a bot may use: each name with the element that is drawn for it. Sectioning elements become `div`
 * and all headings become `h3`, because a message must not change the outline of the page around it.
 */
const ELEMENTS = new Map<string, RichTag>([
  ...same(
    'a abbr bdi blockquote br caption cite code dd del details div dl dt em hr ins kbd li mark ol p pre q s samp',
  ),
  ...same('small span strong sub summary sup table tbody td tfoot th thead tr u ul var'),
  ...alias('strong', 'b'),
  ...alias('em', 'i dfn address'),
  ...alias('s', 'strike'),
  ...alias('code', 'tt'),
  ...alias('span', 'font bdo big label time figcaption'),
  ...alias('div', 'section article header footer main aside nav figure center'),
  ...alias('h3', 'h1 h2 h3 h4 h5 h6'),
]);

function same(names: string): [string, RichTag][] {
  return names.split(' ').map((name) => [name, name as RichTag]);
}

function alias(tag: RichTag, names: string): [string, RichTag][] {
  return names.split(' ').map((name) => [name, tag]);
}

const MAX_SPAN = 100;
const DIRECTIONS = new Set(['ltr', 'rtl', 'auto']);

/** Parses a whole number between `min` and `max`. Returns undefined for anything else. */
function wholeNumber(text: string | undefined, min: number, max: number): number | undefined {
  const number = /^\s*\d{1,6}\s*$/.test(text ?? '') ? Number(text) : Number.NaN;
  return number >= min && number <= max ? number : undefined;
}

/** Returns the element for a lower-case HTML name, or undefined if the name is not allowed. */
export function allowedElement(name: string): RichTag | undefined {
  return ELEMENTS.get(name);
}

/** Returns the allowed attributes of an element. All others are dropped, in particular `style` and `on…`. */
export function allowedAttributes(name: string, given: ReadonlyMap<string, string>): RichAttributes {
  const href = name === 'a' ? safeUrl(given.get('href')) : undefined;
  const title = name === 'a' || name === 'abbr' ? given.get('title') : undefined;
  const dir = given.get('dir')?.toLowerCase();
  const start = name === 'ol' ? wholeNumber(given.get('start'), 0, 999_999) : undefined;
  const isCell = name === 'td' || name === 'th';
  const colSpan = isCell ? wholeNumber(given.get('colspan'), 2, MAX_SPAN) : undefined;
  const rowSpan = isCell ? wholeNumber(given.get('rowspan'), 2, MAX_SPAN) : undefined;
  return {
    ...(href && { href }),
    ...(title && { title }),
    ...(dir && DIRECTIONS.has(dir) && { dir: dir as 'ltr' }),
    ...(start !== undefined && { start }),
    ...(colSpan && { colSpan }),
    ...(rowSpan && { rowSpan }),
    ...(name === 'details' && given.has('open') && { open: true }),
    ...(/^h\d$/.test(name) && { class: name }),
  };
}
