import type { VNode } from 'preact';

/** Stroked paths on a 24 × 24 grid. */
const PATHS = {
  attach: 'M20 11.5l-8.2 8.2a5 5 0 0 1-7-7l8.5-8.6a3.3 3.3 0 0 1 4.7 4.7l-8.5 8.5a1.7 1.7 0 0 1-2.4-2.3l7.9-7.9',
  camera: 'M4 8h3l2-3h6l2 3h3v11H4ZM12 10a3.5 3.5 0 1 1 0 7a3.5 3.5 0 0 1 0-7',
  emoji: 'M12 3a9 9 0 1 1 0 18a9 9 0 0 1 0-18M8.5 14.5a4.5 4.5 0 0 0 7 0M9 9.5h.01M15 9.5h.01',
  file: 'M13 3H6v18h12V8ZM13 3v5h5',
  save: 'M12 4v11M7.5 11l4.5 4.5 4.5-4.5M5 20h14',
  retry: 'M19 12a7 7 0 1 1-2.1-5M19 4v4h-4',
  remove: 'M6 6l12 12M18 6L6 18',
  microphone: 'M12 3a3 3 0 0 1 3 3v6a3 3 0 0 1-6 0V6a3 3 0 0 1 3-3M5 11.5a7 7 0 0 0 14 0M12 18.5v3',
  speaker: 'M4 9.5v5h4l5 4v-13l-5 4ZM16.5 9a4.5 4.5 0 0 1 0 6M19 6.5a8 8 0 0 1 0 11',
  muted: 'M4 9.5v5h4l5 4v-13l-5 4ZM16.5 9.5l5 5M21.5 9.5l-5 5',
  bell: 'M6 16V11a6 6 0 0 1 12 0v5l2 2H4ZM10 21h4',
  agent: 'M12 4a4 4 0 1 1 0 8a4 4 0 0 1 0-8M4.5 20a7.5 7.5 0 0 1 15 0',
} as const;

export type ToolIconName = keyof typeof PATHS;

/** An icon on a labelled button. */
export function ToolIcon({ name }: { name: ToolIconName }): VNode {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
