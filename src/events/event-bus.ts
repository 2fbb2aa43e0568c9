import { EventEmitter } from 'eventemitter3';

type Listener<Event> = (event: Event) => unknown;

/** Typed events: `Events` maps each name to what its listeners get. A listener that throws hurts no other. */
export class EventBus<Events extends object> {
  readonly #emitter = new EventEmitter();
  /** What eventemitter3 calls; the real listener is its context. One function for all lets it find them again in `off`. */
  readonly #guard: (this: Listener<unknown>, event: unknown) => void;

  /** @param onThrow hears what a listener threw */
  constructor(onThrow: (error: unknown) => void) {
    this.#guard = function (event) {
      try {
        this(event);
      } catch (error) {
        onThrow(error);
      }
    };
  }

  on<Name extends keyof Events & string>(name: Name, listener: Listener<Events[Name]>): () => void {
    this.#emitter.on(name, this.#guard, listener);
    return () => this.off(name, listener);
  }

  once<Name extends keyof Events & string>(name: Name, listener: Listener<Events[Name]>): () => void {
    this.#emitter.once(name, this.#guard, listener);
    return () => this.off(name, listener);
  }

  off<Name extends keyof Events & string>(name: Name, listener: Listener<Events[Name]>): void {
    this.#emitter.off(name, this.#guard, listener);
  }

  emit<Name extends keyof Events & string>(name: Name, event: Events[Name]): void {
    this.#emitter.emit(name, event);
  }
}
