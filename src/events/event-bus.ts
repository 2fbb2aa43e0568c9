import { EventEmitter } from 'eventemitter3';

type Listener<Event> = (event: Event) => unknown;

/** Typed events: `Events` maps each name to what its listeners get. A listener that throws hurts no other. */
export interface EventBus<Events extends object> {
  on<Name extends keyof Events & string>(name: Name, listener: Listener<Events[Name]>): () => void;
  once<Name extends keyof Events & string>(name: Name, listener: Listener<Events[Name]>): () => void;
  off<Name extends keyof Events & string>(name: Name, listener: Listener<Events[Name]>): void;
  emit<Name extends keyof Events & string>(name: Name, event: Events[Name]): void;
}

/** @param onThrow hears what a listener threw */
export function createEventBus<Events extends object>(onThrow: (error: unknown) => void): EventBus<Events> {
  const emitter = new EventEmitter();
  /** What eventemitter3 calls; the real listener is its context. One function for all lets it find them again in `off`. */
  function guard(this: Listener<unknown>, event: unknown): void {
    try {
      this(event);
    } catch (error) {
      onThrow(error);
    }
  }
  const off: EventBus<Events>['off'] = (name, listener) => void emitter.off(name, guard, listener);
  const add =
    (method: 'on' | 'once'): EventBus<Events>['on'] =>
    (name, listener) => {
      emitter[method](name, guard, listener);
      return () => off(name, listener);
    };
  return { on: add('on'), once: add('once'), off, emit: (name, event) => void emitter.emit(name, event) };
}
