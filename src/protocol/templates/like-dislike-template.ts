import type { TemplateBase } from './template-base.js';

/** Two thumbs, and no data of its own (protocol.md §6.2). */
export interface LikeDislikeTemplate extends TemplateBase {
  template_type: 'like_dislike';
}
