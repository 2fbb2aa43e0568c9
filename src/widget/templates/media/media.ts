import { componentParser, drawTemplate, type TemplateChunk } from '../draw-template.js';
import { mediaStyles } from './media-styles.js';
import { PlayerPart, SpokenPart } from './PlayerPart.js';

const player = drawTemplate(componentParser<'audio'>(), PlayerPart);

/** Audio and video. */
export const chunk: TemplateChunk = {
  templates: { message: drawTemplate(componentParser<'message'>(), SpokenPart), audio: player, video: player },
  styles: mediaStyles,
};
