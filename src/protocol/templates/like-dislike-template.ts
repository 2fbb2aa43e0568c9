import { named, template } from './read-fields.js';
import type { TemplateBase } from './template-base.js';

/** Two thumbs. Has no fields of its own (docs/protocol.md §6.2). */
export interface LikeDislikeTemplate extends TemplateBase {
  template_type: 'like_dislike';
}

export const parseLikeDislike = template<LikeDislikeTemplate>({ template_type: named('like_dislike') }, {});
