/** The elements a message may have. Whatever else somebody sends is text (law 7). */
export type RichTag =
  | 'a'
  | 'abbr'
  | 'bdi'
  | 'blockquote'
  | 'br'
  | 'caption'
  | 'cite'
  | 'code'
  | 'dd'
  | 'del'
  | 'details'
  | 'div'
  | 'dl'
  | 'dt'
  | 'em'
  | 'h3'
  | 'hr'
  | 'ins'
  | 'kbd'
  | 'li'
  | 'mark'
  | 'ol'
  | 'p'
  | 'pre'
  | 'q'
  | 's'
  | 'samp'
  | 'small'
  | 'span'
  | 'strong'
  | 'sub'
  | 'summary'
  | 'sup'
  | 'table'
  | 'tbody'
  | 'td'
  | 'tfoot'
  | 'th'
  | 'thead'
  | 'tr'
  | 'u'
  | 'ul'
  | 'var';

/** All attributes there are. None of them runs anything; addresses have been through safeUrl(). */
export interface RichAttributes {
  readonly href?: string;
  readonly title?: string;
  readonly dir?: 'ltr' | 'rtl' | 'auto';
  readonly start?: number;
  readonly colSpan?: number;
  readonly rowSpan?: number;
  readonly open?: boolean;
  /** For the style; never what somebody sent. */
  readonly class?: string;
}

export interface RichElement {
  readonly tag: RichTag;
  readonly attributes?: RichAttributes;
  readonly children?: readonly RichNode[];
}

/**
 * What a text says, as data: made from markdown and HTML in the part that loads later, drawn by RichText. Plain objects and
 * never HTML, so there is nothing that a parser of the browser could read in another way than ours.
 */
export type RichNode =
  | string
  | RichElement
  /** A picture; `src` is an address as the sender wrote it. */
  | { readonly tag: 'img'; readonly src: string; readonly alt: string }
  /** A block of program code. */
  | { readonly tag: 'code-block'; readonly text: string; readonly language: string };
