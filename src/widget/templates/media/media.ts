import { component, drawTemplate, type TemplateChunk } from '../draw-template.js';
import { mediaStyles } from './media-styles.js';
import { PlayerPart, SpokenPart } from './PlayerPart.js';

const player = drawTemplate(component<'audio'>(), PlayerPart);

/** What is heard and seen. */
export const chunk: TemplateChunk = {
  templates: { message: drawTemplate(component<'message'>(), SpokenPart), audio: player, video: player },
  styles: mediaStyles,
};
