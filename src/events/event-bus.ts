import { EventEmitter } from 'eventemitter3';
import { ConfigError, ConnectionError } from '../errors/index.js';
import { onAbort } from '../lib/on-abort.js';

type Listener<Event> = (event: Event) => unknown;

/** A listener as eventemitter3 stores it: it catches what the original listener throws. */
interface Guard {
  (event: unknown): void;
  of?: unknown;
  remove?: () => void;
}

/** Options of `on()` and `once()`. */
export interface ListenerOptions {
  /** Removes the listener when it is aborted. */
  signal?: AbortSignal | undefined;
}

/**
 * An emitter of typed events. `Events` maps each event name to the value that its listeners receive. A listener that throws, or
 * whose promise rejects, does not affect the others. Adding the same listener twice calls it twice. `on` returns a function that
 * removes only this subscription; `off` removes all subscriptions of a listener. A removed listener is not called any more, even
 * if the event is just being emitted.
 */
export interface EventBus<Events extends object> {
  /** @throws ConfigError `XO_CONFIG_INVALID` if the listener is not a function */
  on<Name extends keyof Events & string>(
    name: Name,
    listener: Listener<Events[Name]>,
    options?: ListenerOptions,
  ): () => void;
  once<Name extends keyof Events & string>(
    name: Name,
    listener: Listener<Events[Name]>,
    options?: ListenerOptions,
  ): () => void;
  /** Without a listener: resolves with the next event. @throws ConnectionError `XO_ABORTED` if the signal is aborted before */
  once<Name extends keyof Events & string>(name: Name, options?: ListenerOptions): Promise<Events[Name]>;
  off<Name extends keyof Events & string>(name: Name, listener: Listener<Events[Name]>): void;
  emit<Name extends keyof Events & string>(name: Name, event: Events[Name]): void;
}

/** @param onError called with each error that a listener throws, or rejects with */
export function createEventBus<Events extends object>(onError: (error: unknown) => void): EventBus<Events> {
  const emitter = new EventEmitter();
  const add = (
    name: string,
    listener: Listener<never>,
    options?: ListenerOptions,
    isOnce = false,
    onAborted = () => {},
  ): (() => void) => {
    if (typeof listener !== 'function')
      throw new ConfigError('XO_CONFIG_INVALID', `unable to listen to "${name}"; the listener is no function`);
    let stopListening = () => {};
    let isRemoved = false;
    const guard: Guard = (event) => {
      // An event goes to all listeners that there were when it was emitted.
      if (isRemoved) return;
      if (isOnce) remove();
      try {
        const result = listener(event as never) as PromiseLike<unknown> | undefined;
        // An unhandled rejection of an async listener would terminate a Node process.
        result?.then?.(undefined, onError);
      } catch (error) {
        onError(error);
      }
    };
    const remove = () => {
      isRemoved = true;
      emitter.off(name, guard);
      stopListening();
    };
    guard.of = listener;
    guard.remove = remove;
    emitter.on(name, guard);
    stopListening = onAbort(options?.signal, () => {
      remove();
      onAborted();
    });
    return remove;
  };
  return {
    on: add,
    once: ((name: string, listener?: Listener<never> | ListenerOptions, options?: ListenerOptions) => {
      if (typeof listener === 'function') return add(name, listener, options, true);
      const promise = new Promise((resolve, reject) => {
        add(name, resolve, listener, true, () =>
          reject(new ConnectionError('XO_ABORTED', `unable to wait for "${name}"; aborted`)),
        );
      });
      // The caller may have stopped waiting.
      promise.catch(() => {});
      return promise;
    }) as EventBus<Events>['once'],
    off(name, listener) {
      for (const guard of emitter.listeners(name) as Guard[]) if (guard.of === listener) guard.remove!();
    },
    emit: (name, event) => void emitter.emit(name, event),
  };
}
