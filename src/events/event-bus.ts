import { EventEmitter } from 'eventemitter3';

type Listener<Event> = (event: Event) => unknown;

/** What eventemitter3 calls, and whom it guards. */
interface Guard {
  (event: unknown): void;
  of?: unknown;
}

/**
 * Typed events: `Events` maps each name to what its listeners get. A listener that throws, or whose promise rejects, hurts no other. Each `on` is a
 * subscription of its own, also of a function that listens already: it hears once more, and what `on` gave ends that one
 * alone. `off` ends all of a function's.
 */
export interface EventBus<Events extends object> {
  on<Name extends keyof Events & string>(name: Name, listener: Listener<Events[Name]>): () => void;
  once<Name extends keyof Events & string>(name: Name, listener: Listener<Events[Name]>): () => void;
  off<Name extends keyof Events & string>(name: Name, listener: Listener<Events[Name]>): void;
  emit<Name extends keyof Events & string>(name: Name, event: Events[Name]): void;
}

/** @param onThrow hears what a listener threw */
export function createEventBus<Events extends object>(onThrow: (error: unknown) => void): EventBus<Events> {
  const emitter = new EventEmitter();
  const add =
    (method: 'on' | 'once'): EventBus<Events>['on'] =>
    (name, listener) => {
      const guard = (event: Events[typeof name]) => {
        try {
          const result = listener(event) as PromiseLike<unknown> | undefined;
          // A rejection of an async listener that nobody handles would end a Node process.
          result?.then?.(undefined, onThrow);
        } catch (error) {
          onThrow(error);
        }
      };
      guard.of = listener;
      emitter[method](name, guard);
      return () => void emitter.off(name, guard);
    };
  return {
    on: add('on'),
    once: add('once'),
    off(name, listener) {
      for (const guard of emitter.listeners(name) as Guard[]) if (guard.of === listener) emitter.off(name, guard);
    },
    emit: (name, event) => void emitter.emit(name, event),
  };
}
