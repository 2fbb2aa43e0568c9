import type { VNode } from 'preact';
import { CHAT_ICON } from './chat-icon.js';

/** Stroked paths on a 24 × 24 grid. */
const PATHS = {
  chat: CHAT_ICON,
  close: 'M6 6l12 12M18 6L6 18',
  down: 'M6 9l6 6 6-6',
  send: 'M12 19V5M6 11l6-6 6 6',
} as const;

/** An icon next to a label or on a labelled button. */
export function Icon({ name }: { name: keyof typeof PATHS }): VNode {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
