import type { VNode } from 'preact';

/** Strokes on a grid of 24. */
const PATHS = {
  chat: 'M21 11.5a8.4 8.4 0 0 1-8.9 8.4 9.6 9.6 0 0 1-3.6-.7L3 21l1.9-4.7A8.1 8.1 0 0 1 3.2 11.5a8.4 8.4 0 0 1 8.9-8.4A8.4 8.4 0 0 1 21 11.5Z',
  close: 'M6 6l12 12M18 6L6 18',
  down: 'M6 9l6 6 6-6',
  send: 'M12 19V5M6 11l6-6 6 6',
} as const;

/** A sign beside a label or on a labelled button, never alone. */
export function Icon({ name }: { name: keyof typeof PATHS }): VNode {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
