import type { VNode } from 'preact';

/** Draws a face, from very sad (0) to very happy (1). Not an emoji, because those differ between systems or are missing. */
export function Face({ mood }: { mood: number }): VNode {
  const bend = (mood - 0.5) * 7;
  return (
    <svg class="face" viewBox="0 0 24 24" aria-hidden="true">
      <circle cx="12" cy="12" r="9.5" />
      <path d={`M9 9.5v.5M15 9.5v.5M8 ${15.5 - bend / 2}q4 ${bend} 8 0`} />
    </svg>
  );
}

/** Draws a thumb, up or down. */
export function Thumb({ isUp }: { isUp: boolean }): VNode {
  return (
    <svg class="face" viewBox="0 0 24 24" aria-hidden="true">
      <path
        transform={isUp ? undefined : 'rotate(180 12 12)'}
        d="M7 11v9.5H3.5V11zM7 11l4.2-7.5a2 2 0 0 1 2.6 2.3L13 9.5h5.4a2 2 0 0 1 2 2.4l-1.4 7a2 2 0 0 1-2 1.6H7"
      />
    </svg>
  );
}
