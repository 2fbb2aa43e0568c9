/** The elements a message may have. Any other element is shown as text. */
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

/** All attributes an element may have. None of them can run code, and addresses have passed safeUrl(). */
export interface RichAttributes {
  readonly href?: string;
  readonly title?: string;
  readonly dir?: 'ltr' | 'rtl' | 'auto';
  readonly start?: number;
  readonly colSpan?: number;
  readonly rowSpan?: number;
  readonly open?: boolean;
  /** Set by the parser for styling; never taken from the message. */
  readonly class?: string;
}

export interface RichElement {
  readonly tag: RichTag;
  readonly attributes?: RichAttributes;
  readonly children?: readonly RichNode[];
}

/**
 * A parsed text: RichParser makes nodes from markdown and HTML, RichView draws them. Nodes are plain objects and never become
 * HTML again, so a browser's HTML parser cannot interpret them differently from ours.
 */
export type RichNode =
  | string
  | RichElement
  /** A picture. `src` is the address as the sender wrote it, unchecked. */
  | { readonly tag: 'img'; readonly src: string; readonly alt: string }
  /** A block of program code. */
  | { readonly tag: 'code-block'; readonly text: string; readonly language: string };
