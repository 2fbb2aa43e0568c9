import type { VNode } from 'preact';

/** The typing indicator. No live region: the message that follows is announced. */
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
