import type { VNode } from 'preact';
import { DrawnText, type DrawnTextProps } from './DrawnText.js';

/** Text as text, with line breaks (by style) and safe links, bounded. The one door for words that come from outside. */
export const PlainText = ({ text, t }: Pick<DrawnTextProps, 'text' | 't'>): VNode => <DrawnText text={text} t={t} />;
