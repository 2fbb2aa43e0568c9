import type { VNode } from 'preact';
import { DrawnText, type DrawnTextProps } from './DrawnText.js';

/** Draws an untrusted text without markup: line breaks (by style) and safe links, bounded in length. */
export const PlainText = ({ text, t }: Pick<DrawnTextProps, 'text' | 't'>): VNode => <DrawnText text={text} t={t} />;
