import type { VNode } from 'preact';
import { DrawnText, type DrawnTextProps } from './DrawnText.js';

/**
 * Words with markup: markdown, the platform's dialect, an allow-list of HTML. A text without any is drawn as it is and loads
 * nothing; until the parser is here, every text is.
 */
export const RichText = (props: Omit<DrawnTextProps, 'rich'>): VNode => <DrawnText {...props} rich />;
