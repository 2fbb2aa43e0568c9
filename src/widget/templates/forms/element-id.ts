let last = 0;

/** Returns an id that no other element of the window has. Labels, descriptions and error messages refer to it. */
export const elementId = (): string => `xo-${++last}`;
