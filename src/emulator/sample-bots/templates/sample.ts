import type { KnownTemplate } from '../../../protocol/templates/index.js';
import type { ComponentContent } from '../../types/bot.js';

/** Samples by the name that the demo bot accepts. `url` is the address of `media/`, which has the pictures. */
export type Samples = (url: string) => Record<string, KnownTemplate | ComponentContent>;

/** The address of a picture. */
export const picture = (url: string): string => `${url}/media/picture.svg`;
