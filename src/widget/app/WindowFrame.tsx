import type { ComponentChildren, VNode } from 'preact';
import { isComposing } from './composing.js';

export interface WindowFrameProps {
  title: string;
  /** Left out where the window cannot be closed: it is then a part of the page and no dialog. */
  onClose?: (() => void) | undefined;
  children: ComponentChildren;
}

/** The box around all of the window. Escape closes it, wherever in it the focus is. */
export function WindowFrame({ title, onClose, children }: WindowFrameProps): VNode {
  const Box = onClose ? 'div' : 'section';
  const keyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !onClose || isComposing(event)) return;
    // The page's own dialogs are to stay open.
    event.stopPropagation();
    onClose();
  };
  return (
    <Box class="window" part="window" role={onClose && 'dialog'} aria-label={title} onKeyDown={keyDown}>
      {children}
    </Box>
  );
}
