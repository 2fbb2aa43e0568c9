/** What can be told about something that an application threw: its kind and where, never its text, which may hold secrets. */
export interface Thrown {
  /** For example `TypeError`; `Error` where it has no name of one word. */
  name: string;
  /** Lines of its stack. Undefined where it has none, or the runtime writes them otherwise than V8. */
  stack?: string | undefined;
}

/** Reads anything that can be thrown. Never throws, whatever its getters do. */
export function describeThrown(error: unknown): Thrown {
  try {
    const { name, stack } = error as Error;
    return { name: /^\w{1,40}$/.exec(name)?.[0] ?? 'Error', stack: `${stack}`.match(/^ +at .+/gm)?.join('\n') };
  } catch {
    return { name: 'Error' };
  }
}
