import type { VNode } from 'preact';

/** Somebody is writing. Not said aloud by itself: the message that follows is. */
export function TypingDots({ label }: { label: string }): VNode {
  return (
    <div class="typing" part="typing">
      <span class="sr">{label}</span>
      <span class="bubble dots" aria-hidden="true">
        <i />
        <i />
        <i />
      </span>
    </div>
  );
}
