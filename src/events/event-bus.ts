import { EventEmitter } from 'eventemitter3';

type Listener<Event> = (event: Event) => unknown;

/** A listener as eventemitter3 stores it: it catches what the original listener throws. */
interface Guard {
  (event: unknown): void;
  of?: unknown;
}

/**
 * An emitter of typed events. `Events` maps each event name to the value that its listeners receive. A listener that throws, or
 * whose promise rejects, does not affect the others. Adding the same listener twice calls it twice. `on` returns a function that
 * removes only this subscription; `off` removes all subscriptions of a listener.
 */
export interface EventBus<Events extends object> {
  on<Name extends keyof Events & string>(name: Name, listener: Listener<Events[Name]>): () => void;
  once<Name extends keyof Events & string>(name: Name, listener: Listener<Events[Name]>): () => void;
  off<Name extends keyof Events & string>(name: Name, listener: Listener<Events[Name]>): void;
  emit<Name extends keyof Events & string>(name: Name, event: Events[Name]): void;
}

/** @param onError called with each error that a listener throws, or rejects with */
export function createEventBus<Events extends object>(onError: (error: unknown) => void): EventBus<Events> {
  const emitter = new EventEmitter();
  const add =
    (method: 'on' | 'once'): EventBus<Events>['on'] =>
    (name, listener) => {
      const guard = (event: Events[typeof name]) => {
        try {
          const result = listener(event) as PromiseLike<unknown> | undefined;
          // An unhandled rejection of an async listener would terminate a Node process.
          result?.then?.(undefined, onError);
        } catch (error) {
          onError(error);
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
