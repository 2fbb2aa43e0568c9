/** `avatar`: the picture of a person or bot, repeated with each of their messages. `player`: audio or video. */
export type MediaKind = 'picture' | 'avatar' | 'player';

/** A Preact component that renders media. The published types do not name Preact. */
export interface Redrawable {
  forceUpdate(): void;
}

/** A medium that is not fetched until the visitor asks for it. */
export interface WaitingMedia {
  /** Identifies what the visitor has allowed: an avatar for the whole conversation, anything else for its message. */
  readonly key: string;
  readonly messageId: string | undefined;
  readonly kind: MediaKind;
}

/**
 * Decides which media from others a window with `images="ask"` fetches: those that the visitor has asked for. One per
 * conversation; what was allowed stays allowed until the page is left.
 */
export class MediaPolicy {
  readonly #notify: () => void;
  readonly #shown = new Set<string>();
  #isScheduled = false;
  /** Media that wait for the visitor, by the component that would fetch them, in rendering order. */
  readonly waiting = new Map<Redrawable, WaitingMedia>();

  /** @param notify called after `waiting` has changed */
  constructor(notify: () => void) {
    this.#notify = notify;
  }

  /** Returns the address if it may be fetched now. Called on every render. */
  allow(component: Redrawable, src: string, messageId: string | undefined, kind: MediaKind): string | undefined {
    const key = kind === 'avatar' ? src : `${messageId} ${src}`;
    // The user's own media (empty id) need no permission: their server knows the user already.
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

  /** Allows these media to be fetched. */
  show(keys: Iterable<string>): void {
    for (const key of keys) this.#shown.add(key);
    this.refresh();
  }

  /** Renders waiting media again: the page may have changed its `images` setting. */
  refresh(): void {
    const components = [...this.waiting.keys()];
    this.waiting.clear();
    for (const component of components) component.forceUpdate();
    this.#changed();
  }

  /** Notifies once, after the current render. */
  #changed(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    queueMicrotask(() => {
      this.#isScheduled = false;
      this.#notify();
    });
  }
}
