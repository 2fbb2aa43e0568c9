/** What may be logged about a value that an application threw: its type and location, but not its text, which may hold secrets. */
export interface ThrownDescription {
  /** For example `TypeError`; `Error` if the value has no name that is a single word. */
  name: string;
  /** The `at …` lines of the stack. Undefined if there is no stack, or if the runtime does not format it as V8 does. */
  stack?: string | undefined;
}

/** Describes any thrown value. Never throws, even if a getter of the value does. */
export function describeThrown(error: unknown): ThrownDescription {
  try {
    const { name, stack } = error as Error;
    return { name: /^\w{1,40}$/.exec(name)?.[0] ?? 'Error', stack: `${stack}`.match(/^ +at .+/gm)?.join('\n') };
  } catch {
    return { name: 'Error' };
  }
}
