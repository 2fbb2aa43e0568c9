import type { VNode } from 'preact';
import type { Catalogue } from '../i18n/catalogue.js';
import { Header } from './Header.js';
import { WindowFrame } from './WindowFrame.js';

export interface UnavailableProps {
  title: string;
  t: Catalogue;
  onClose?: (() => void) | undefined;
}

/** The window of a chat that the page has not set up, or wrongly. What to mend is in the console and in `xo-error`. */
export function Unavailable({ title, t, onClose }: UnavailableProps): VNode {
  return (
    <WindowFrame title={title} onClose={onClose}>
      <Header title={title} tone="bad" words={t.notConnected} t={t} onClose={onClose} />
      <p class="empty">{t.notSetUp}</p>
    </WindowFrame>
  );
}
