import type { VNode } from 'preact';
import { DrawnText, type DrawnTextProps } from './DrawnText.js';

/**
 * Draws an untrusted text with markup: markdown, the platform's dialect, and an allow-list of HTML. A text without markup is
 * drawn as plain text and loads nothing. All others are drawn as plain text until the parser has loaded.
 */
export const RichText = (props: Omit<DrawnTextProps, 'rich'>): VNode => <DrawnText {...props} rich />;
