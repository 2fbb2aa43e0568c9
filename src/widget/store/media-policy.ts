/** `avatar`: the picture of a person or a bot, which returns with each of their messages. `player`: a sound or a film. */
export type MediaKind = 'picture' | 'avatar' | 'player';

/** What draws a medium: a component of Preact, which the published types do not name. */
export interface Redrawable {
  forceUpdate(): void;
}

/** Something on the screen that is not fetched before the visitor asks for it. */
export interface WaitingMedia {
  /** What is remembered when it is asked for: an avatar for the whole conversation, all else for its message. */
  readonly key: string;
  readonly messageId: string | undefined;
  readonly kind: MediaKind;
}

/**
 * Which pictures, sounds and films of others a window with `images="ask"` fetches: those that the visitor has asked for. One per
 * conversation: what was asked for stays so until the page is left.
 */
export class MediaPolicy {
  readonly #notify: () => void;
  readonly #shown = new Set<string>();
  #isScheduled = false;
  /** What waits, by the component that would fetch it, in the order of their drawing. */
  readonly waiting = new Map<Redrawable, WaitingMedia>();

  /** @param notify tells after each change of what waits */
  constructor(notify: () => void) {
    this.#notify = notify;
  }

  /** The address, where it may be fetched now. Called with each drawing. */
  allow(component: Redrawable, src: string, messageId: string | undefined, kind: MediaKind): string | undefined {
    const key = kind === 'avatar' ? src : `${messageId} ${src}`;
    // What the user has sent is known to where it lies.
    const waits = messageId !== '' && !this.#shown.has(key);
    if (!waits) this.release(component);
    else if (this.waiting.get(component)?.key !== key) {
      this.waiting.set(component, { key, messageId, kind });
      this.#changed();
    }
    return waits ? undefined : src;
  }

  release(component: Redrawable): void {
    if (this.waiting.delete(component)) this.#changed();
  }

  /** Lets these be fetched. */
  show(keys: Iterable<string>): void {
    for (const key of keys) this.#shown.add(key);
    this.refresh();
  }

  /** Draws again what waits: the page may have changed its mind. */
  refresh(): void {
    const components = [...this.waiting.keys()];
    this.waiting.clear();
    for (const component of components) component.forceUpdate();
    this.#changed();
  }

  /** Once, after the drawing in which it happens. */
  #changed(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    queueMicrotask(() => {
      this.#isScheduled = false;
      this.#notify();
    });
  }
}
