import type { VNode } from 'preact';
import type { Catalogue } from '../i18n/catalogue.js';
import { Avatar } from '../ui/Avatar.js';
import { Icon } from '../ui/Icon.js';
import type { ConnectionTone } from './connection-text.js';

export interface HeaderProps {
  title: string;
  picture?: string | undefined;
  tone: ConnectionTone;
  /** How the connection is. */
  words: string;
  t: Catalogue;
  /** Left out where the window cannot be closed. */
  onClose?: (() => void) | undefined;
}

/** Whom one is talking to, and whether they can hear. No `header`: a page has one banner, and it is not this. */
export function Header({ title, picture, tone, words, t, onClose }: HeaderProps): VNode {
  return (
    <div class="header" part="header">
      {/* A page's own words and pictures take the place of these. */}
      <slot name="header">
        <Avatar name={title} picture={picture} />
        <div class="who">
          <h2 class="name" part="title" dir="auto">
            {title}
          </h2>
          <p class={`connection ${tone}`} part="connection">
            {words}
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
