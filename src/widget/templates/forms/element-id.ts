let last = 0;

/** A name for an element, as no other in the window has it: labels, descriptions and errors point at it. */
export const elementId = (): string => `xo-${++last}`;
