import { partHasCome, reportLoadFailure } from './report-load-failure.js';

/** A part of the window that loads when it is first needed, once for all windows of the page. */
export class LazyModule<Module> {
  readonly #import: () => Promise<Module>;
  readonly #loss: string;
  #loading: Promise<void> | undefined;
  /** What has been loaded, once it is here: at once, so that nothing flashes in another form that need not. */
  loaded: Module | undefined;

  /** @param loss what people miss where it cannot be loaded, for the console */
  constructor(load: () => Promise<Module>, loss: string) {
    this.#import = load;
    this.#loss = loss;
  }

  /** Loads it, unless it is here or on its way. Resolves in either case; after a failure the next call tries again. */
  load(): Promise<void> {
    this.#loading ??= this.#import().then(
      (module) => {
        this.loaded = module;
        partHasCome();
      },
      (error: unknown) => {
        this.#loading = undefined;
        reportLoadFailure(`a part of the chat; ${this.#loss}`, error);
      },
    );
    return this.#loading;
  }
}
