import type { VNode } from 'preact';
import { ToolIcon, type ToolIconName } from './ToolIcon.js';

export interface ToolButtonProps {
  icon: ToolIconName;
  label: string;
  small?: boolean;
  disabled?: boolean | undefined;
  /** For a button that stays in. */
  pressed?: boolean | undefined;
  /** For a button that opens something. */
  expanded?: boolean | undefined;
  onClick: () => void;
}

/** One of the small buttons beside the field. */
export function ToolButton({ icon, label, small, disabled, pressed, expanded, onClick }: ToolButtonProps): VNode {
  return (
    <button
      type="button"
      class={small ? 'tool small' : 'tool'}
      part="tool"
      aria-label={label}
      title={label}
      aria-pressed={pressed}
      aria-expanded={expanded}
      disabled={disabled}
      onClick={onClick}
    >
      <ToolIcon name={icon} />
    </button>
  );
}
