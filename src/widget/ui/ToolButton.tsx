import type { VNode } from 'preact';
import { ToolIcon, type ToolIconName } from './ToolIcon.js';

export interface ToolButtonProps {
  icon: ToolIconName;
  label: string;
  small?: boolean;
  disabled?: boolean | undefined;
  /** For a toggle button. */
  pressed?: boolean | undefined;
  /** For a button that opens a panel. */
  expanded?: boolean | undefined;
  onClick: () => void;
}

/** A small icon button next to the field of the composer. */
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
