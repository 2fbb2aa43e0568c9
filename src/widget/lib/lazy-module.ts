import { reportLoadFailure, resetLoadFailure } from './report-load-failure.js';

/** A part of the window that loads when it is first needed, once for all windows of the page. */
export class LazyModule<Module> {
  readonly #import: () => Promise<Module>;
  readonly #loss: string;
  #loading: Promise<void> | undefined;
  /**
   * The module after it has loaded. Synchronous, so that a component can use it in its first render and nothing
   * flickers.
   */
  loaded: Module | undefined;

  /** @param loss what users miss if the module cannot be loaded; logged to the console */
  constructor(load: () => Promise<Module>, loss: string) {
    this.#import = load;
    this.#loss = loss;
  }

  /** Loads the module, unless it is loaded or loading. Never rejects; after a failure the next call tries again. */
  load(): Promise<void> {
    this.#loading ??= this.#import().then(
      (module) => {
        this.loaded = module;
        resetLoadFailure();
      },
      (error: unknown) => {
        this.#loading = undefined;
        reportLoadFailure(`a part of the chat; ${this.#loss}`, error);
      },
    );
    return this.#loading;
  }
}
