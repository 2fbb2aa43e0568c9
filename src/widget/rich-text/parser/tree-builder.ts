import { linkNode } from './link-node.js';
import type { RichAttributes, RichNode, RichTag } from './rich-node.js';

interface Frame {
  /** The HTML name, as its end tag will say it. */
  readonly name: string;
  readonly element: { readonly tag: RichTag; readonly attributes: RichAttributes };
  readonly children: RichNode[];
}

/** In these, words are taken as they stand. */
const VERBATIM = new Set<RichTag>(['code', 'kbd', 'pre', 'samp']);

/** Deeper boxes than these say nothing more to a reader, and cost a browser much. */
const MAX_DEPTH = 16;

/**
 * Puts nodes into HTML elements that are opened and closed by tags of their own. What is never closed ends with the text;
 * what was never opened is not closed.
 */
export class TreeBuilder {
  readonly #roots: RichNode[] = [];
  readonly #frames: Frame[] = [];

  /** What is complete: everything outside of open elements. */
  get roots(): readonly RichNode[] {
    return this.#roots;
  }

  /** True inside an element that no end tag has closed yet. */
  get isOpen(): boolean {
    return this.#frames.length > 0;
  }

  /** True inside of code, where marks are no marks. */
  get isVerbatim(): boolean {
    return this.#frames.some(({ element }) => VERBATIM.has(element.tag));
  }

  isInside(tag: RichTag): boolean {
    return this.#frames.some(({ element }) => element.tag === tag);
  }

  add(...nodes: readonly RichNode[]): void {
    (this.#frames.at(-1)?.children ?? this.#roots).push(...nodes);
  }

  open(name: string, tag: RichTag, attributes: RichAttributes): void {
    if (this.#frames.length < MAX_DEPTH) this.#frames.push({ name, element: { tag, attributes }, children: [] });
  }

  close(name: string): void {
    if (!this.#frames.some((frame) => frame.name === name)) return;
    let closed: string;
    do closed = this.#closeLast();
    while (closed !== name);
  }

  finish(): readonly RichNode[] {
    while (this.#frames.length > 0) this.#closeLast();
    return this.#roots;
  }

  #closeLast(): string {
    const { name, element, children } = this.#frames.pop()!;
    this.add(linkNode(element, children));
    return name;
  }
}
