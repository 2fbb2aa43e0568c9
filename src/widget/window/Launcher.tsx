import type { Ref, VNode } from 'preact';
import type { Catalogue } from '../i18n/catalogue.js';
import { Icon } from '../ui/Icon.js';

export interface LauncherProps {
  open: boolean;
  unread: number;
  t: Catalogue;
  buttonRef: Ref<HTMLButtonElement>;
  onToggle: () => void;
}

/** The round button that opens and closes the window, with the number of unread messages. */
export function Launcher({ open, unread, t, buttonRef, onToggle }: LauncherProps): VNode {
  const label = open ? t.closeChat : unread > 0 ? `${t.openChat}, ${t.unread(unread)}` : t.openChat;
  return (
    <button
      type="button"
      class="launcher"
      part="launcher"
      aria-label={label}
      aria-haspopup="dialog"
      aria-expanded={open}
      ref={buttonRef}
      onClick={onToggle}
    >
      <slot name="launcher">
        <Icon name={open ? 'down' : 'chat'} />
      </slot>
      {unread > 0 && (
        <span class="badge" part="badge" aria-hidden="true">
          {unread > 99 ? '99+' : unread}
        </span>
      )}
    </button>
  );
}
