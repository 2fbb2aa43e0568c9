import type { MarkedToken, Token, Tokens } from 'marked';
import { linkify } from '../../lib/linkify.js';
import { safeImageUrl, safeUrl } from '../../lib/safe-url.js';
import { decodeEntities } from './entities.js';
import { allowedAttributes, allowedElement } from './html-elements.js';
import { readTag } from './html-tag.js';
import { linkNode } from './link-node.js';
import { formatMacro } from './macros.js';
import type { MarkdownReader } from './markdown.js';
import type { RichElement, RichNode, RichTag } from './rich-node.js';
import { TreeBuilder } from './tree-builder.js';

export interface NodeContext {
  /** BCP 47 tag for dates, numbers and amounts. */
  readonly locale: string;
  readonly reader: MarkdownReader;
}

/** The position in the tree: the meaning of a mark depends on it. */
interface Place {
  readonly depth: number;
  readonly inLink?: boolean;
  readonly inStrong?: boolean;
}

const TOP: Place = { depth: 0 };

/** Marks nested more deeply than this are shown as they were written. */
const MAX_DEPTH = 24;

type OwnToken =
  | { type: 'macro'; raw: string; kind: string; value: string }
  | { type: 'indent'; raw: string; tokens: Token[] }
  | { type: 'plain'; raw: string; text: string };

/** Turns one token into nodes and adds them to the tree. */
export function addToken(builder: TreeBuilder, token: Token, context: NodeContext, place: Place = TOP): void {
  if (token.type === 'html') addHtml(builder, token as Tokens.HTML, context, place);
  else if (builder.isVerbatim) builder.add(decodeEntities(token.raw));
  else builder.add(...toNodes(token, context, builder.isInside('a') ? { ...place, inLink: true } : place));
}

function childNodes(tokens: readonly Token[] = [], context: NodeContext, place: Place): readonly RichNode[] {
  if (place.depth >= MAX_DEPTH) return tokens.map(({ raw }) => raw);
  const builder = new TreeBuilder();
  for (const token of tokens) addToken(builder, token, context, { ...place, depth: place.depth + 1 });
  return builder.finish();
}

function toNodes(given: Token, context: NodeContext, place: Place): readonly RichNode[] {
  const token = given as MarkedToken | OwnToken;
  const inside = (tokens: readonly Token[] | undefined, more?: Partial<Place>) =>
    childNodes(tokens, context, { ...place, ...more });
  const wrap = (tag: RichTag, tokens: readonly Token[] | undefined, more?: Partial<Place>): RichNode[] => [
    { tag, children: inside(tokens, more) },
  ];

  switch (token.type) {
    case 'space':
    case 'def':
      return [];
    case 'paragraph':
      return wrap('p', token.tokens);
    case 'heading':
      return [{ tag: 'h3', attributes: { class: `h${token.depth}` }, children: inside(token.tokens) }];
    case 'indent':
      return [{ tag: 'div', attributes: { class: 'indent' }, children: inside(token.tokens) }];
    case 'blockquote':
      return wrap('blockquote', token.tokens);
    case 'code':
      return [{ tag: 'code-block', text: token.text, language: /^\S{0,40}/.exec(token.lang ?? '')![0] }];
    case 'hr':
    case 'br':
      return [{ tag: token.type }];
    case 'list':
      return [listNode(token, inside)];
    case 'checkbox':
      return [token.checked ? '☑ ' : '☐ '];
    case 'table':
      return [tableNode(token, inside)];
    case 'text':
      return token.tokens ? inside(token.tokens) : textNodes(decodeEntities(token.text), place);
    case 'plain':
      return [plainNode(token.text)];
    case 'escape':
      return [token.text];
    case 'macro':
      return [formatMacro(token.kind, token.value, context.locale) ?? token.raw];
    case 'strong':
      return wrap('strong', token.tokens, { inStrong: true });
    case 'em': {
      // `*bold*` is the platform's dialect. `***both***`, `_italic_` and marks within bold are as in CommonMark.
      const isBold = token.raw.startsWith('*') && !token.raw.startsWith('***') && !place.inStrong;
      return isBold ? wrap('strong', token.tokens, { inStrong: true }) : wrap('em', token.tokens);
    }
    case 'del':
      return wrap(token.raw.startsWith('~~') ? 'del' : 'em', token.tokens);
    case 'codespan':
      return [{ tag: 'code', children: [token.text] }];
    case 'link': {
      const href = place.inLink ? undefined : safeUrl(decodeEntities(token.href));
      const children = inside(token.tokens, { inLink: true });
      const title = token.title ? { title: decodeEntities(token.title) } : {};
      return href ? [linkNode({ tag: 'a', attributes: { href, ...title } }, children)] : children;
    }
    case 'image':
      return [{ tag: 'img', src: decodeEntities(token.href), alt: decodeEntities(token.text) }];
    default:
      return [given.raw];
  }
}

/** A text that is not parsed for markup: its line ends stay, and addresses become links. */
function plainNode(text: string): RichNode {
  return { tag: 'div', attributes: { class: 'plain' }, children: textNodes(text.replace(/\n$/, ''), TOP) };
}

/** Makes links of addresses that markdown does not recognize, such as `tel:` and `mailto:`, as in plain text. */
function textNodes(text: string, { inLink }: Place): readonly RichNode[] {
  if (inLink) return [text];
  return linkify(text).map((part) =>
    typeof part === 'string' ? part : linkNode({ tag: 'a', attributes: { href: part.href } }, [part.text]),
  );
}

type Inside = (tokens: readonly Token[] | undefined) => readonly RichNode[];

function listNode({ ordered, start, items }: Tokens.List, inside: Inside): RichElement {
  const children = items.map((item): RichElement => ({ tag: 'li', children: inside(item.tokens) }));
  return {
    tag: ordered ? 'ol' : 'ul',
    ...(ordered && start !== 1 && { attributes: { start: Number(start) } }),
    children,
  };
}

function tableNode({ header, rows }: Tokens.Table, inside: Inside): RichElement {
  const cells = (row: readonly Tokens.TableCell[], tag: 'th' | 'td'): RichElement => ({
    tag: 'tr',
    children: row.map(({ tokens, align }) => ({
      tag,
      ...(align && { attributes: { class: align } }),
      children: inside(tokens),
    })),
  });
  return {
    tag: 'table',
    children: [
      { tag: 'thead', children: [cells(header, 'th')] },
      { tag: 'tbody', children: rows.map((row) => cells(row, 'td')) },
    ],
  };
}

/** Adds one tag, or an HTML block: its content may have markdown as well. */
function addHtml(builder: TreeBuilder, { raw, block }: Tokens.HTML, context: NodeContext, place: Place): void {
  if (block) {
    const lines = raw.split('\n').map((line) => line.trim());
    const passage = /<pre\b/i.test(raw) ? raw : lines.filter(Boolean).join(' ');
    for (const token of context.reader.passage(passage)) addToken(builder, token, context, place);
    return;
  }
  const tag = readTag(raw);
  if (tag?.name === 'img' && tag.kind === 'open') {
    const src = tag.attributes.get('src') ?? '';
    const alt = tag.attributes.get('alt') ?? '';
    builder.add(safeImageUrl(src) ? { tag: 'img', src, alt } : raw);
    return;
  }
  const element = tag && allowedElement(tag.name);
  if (!element) builder.add(raw);
  // Bots often write `</br>` and mean `<br>`.
  else if (element === 'br' || element === 'hr') builder.add({ tag: element });
  else if (tag.kind === 'close') builder.close(tag.name);
  else builder.open(tag.name, element, allowedAttributes(tag.name, tag.attributes));
}
