import { named, template } from './read-fields.js';
import type { TemplateBase } from './template-base.js';

/** Two thumbs, and no data of its own (protocol.md §6.2). */
export interface LikeDislikeTemplate extends TemplateBase {
  template_type: 'like_dislike';
}

export const parseLikeDislike = template<LikeDislikeTemplate>({ template_type: named('like_dislike') }, {});
