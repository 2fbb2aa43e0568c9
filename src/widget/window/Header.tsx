import type { VNode } from 'preact';
import type { Catalogue } from '../i18n/catalogue.js';
import { Avatar } from '../ui/Avatar.js';
import { Icon } from '../ui/Icon.js';
import type { ConnectionTone } from './connection-text.js';

export interface HeaderProps {
  title: string;
  picture?: string | undefined;
  tone: ConnectionTone;
  /** State of the connection. */
  status: string;
  t: Catalogue;
  /** Undefined if the window cannot be closed. */
  onClose?: (() => void) | undefined;
}

/**
 * Shows the other party and the state of the connection. Not a `header` element, because a page should have a single
 * banner landmark.
 */
export function Header({ title, picture, tone, status, t, onClose }: HeaderProps): VNode {
  return (
    <div class="header" part="header">
      {/* The page can replace this content. */}
      <slot name="header">
        <Avatar name={title} picture={picture} />
        <div class="who">
          <h2 class="name" part="title" dir="auto">
            {title}
          </h2>
          <p class={`connection ${tone}`} part="connection">
            {status}
          </p>
        </div>
      </slot>
      {onClose && (
        <button type="button" class="round" aria-label={t.closeChat} onClick={onClose}>
          <Icon name="close" />
        </button>
      )}
    </div>
  );
}
