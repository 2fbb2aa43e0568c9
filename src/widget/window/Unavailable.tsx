import type { VNode } from 'preact';
import type { Catalogue } from '../i18n/catalogue.js';
import { Header } from './Header.js';
import { WindowFrame } from './WindowFrame.js';

export interface UnavailableProps {
  title: string;
  t: Catalogue;
  onClose?: (() => void) | undefined;
}

/**
 * The window of a chat that is not configured, or configured incorrectly. The console and `xo-error` say what to
 * change.
 */
export function Unavailable({ title, t, onClose }: UnavailableProps): VNode {
  return (
    <WindowFrame title={title} onClose={onClose}>
      <Header title={title} tone="bad" status={t.notConnected} t={t} onClose={onClose} />
      <p class="empty">{t.notSetUp}</p>
    </WindowFrame>
  );
}
