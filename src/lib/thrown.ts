/** What can be told about something that an application threw: its kind and where, never its text, which may hold secrets. */
export interface Thrown {
  /** For example `TypeError`. */
  name: string;
  /** Lines of its stack. Empty where it has none. */
  stack: string;
}

/** Reads anything that can be thrown. Never throws, whatever its getters do. */
export function describeThrown(error: unknown): Thrown {
  try {
    const { name, stack } = error as Partial<Error>;
    const lines = `${stack}`.split('\n');
    const frames = lines.filter((line) => /^\s+at /.test(line));
    return {
      // A name is one word: everything else is a text.
      name: /^\w{1,40}$/.exec(`${name}`)?.[0] ?? 'Error',
      stack: frames.join('\n'),
    };
  } catch {
    return { name: 'Error', stack: '' };
  }
}
