import type { KnownTemplate } from '../../../protocol/templates/index.js';
import type { ComponentContent } from '../../types/bot.js';

/** Samples by the name under which the demo bot shows them. `url`: where `media/` lies, with the pictures. */
export type Samples = (url: string) => Record<string, KnownTemplate | ComponentContent>;

/** A drawing for whatever wants one. */
export const picture = (url: string): string => `${url}/media/picture.svg`;
