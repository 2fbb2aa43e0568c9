import { linkNode } from './link-node.js';
import type { RichAttributes, RichNode, RichTag } from './rich-node.js';

interface Frame {
  /** The HTML name, which the end tag repeats. */
  readonly name: string;
  readonly element: { readonly tag: RichTag; readonly attributes: RichAttributes };
  readonly children: RichNode[];
}

/** Elements whose content is taken verbatim. */
const VERBATIM = new Set<RichTag>(['code', 'kbd', 'pre', 'samp']);

/** Deeper nesting tells a reader nothing more and is costly for a browser. */
const MAX_DEPTH = 16;

/**
 * Builds the tree of HTML elements from separate start and end tags. An element without an end tag ends with the text; an end tag
 * without a start tag is ignored.
 */
export class TreeBuilder {
  readonly #roots: RichNode[] = [];
  readonly #frames: Frame[] = [];

  /** The complete nodes: everything outside open elements. */
  get roots(): readonly RichNode[] {
    return this.#roots;
  }

  /** True inside an element that has not been closed yet. */
  get isOpen(): boolean {
    return this.#frames.length > 0;
  }

  /** True inside code, where markdown does not apply. */
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
