import type { VNode } from 'preact';
import type { LikeDislikeTemplate as LikeDislike } from '../../../protocol/templates/like-dislike-template.js';
import { Bubble } from '../../rich-text/Bubble.js';
import { ActionButtons } from '../ActionButtons.js';
import type { TemplateProps } from '../draw-template.js';
import type { Action } from '../to-action.js';

/** Draws two thumbs. The platform documents no answer for them (docs/protocol.md §6.2), so the bot gets `like` or `dislike`. */
export function LikeDislikeTemplate({ template, ...scope }: TemplateProps<LikeDislike>): VNode {
  const { like, dislike } = scope.strings;
  const thumb = (payload: string, title: string): Action => ({
    kind: 'send',
    title,
    input: { payload, renderText: title },
  });
  return (
    <>
      <Bubble text={template.text} message={scope.message} i18n={scope.i18n} />
      <ActionButtons {...scope} actions={[thumb('like', `👍 ${like}`), thumb('dislike', `👎 ${dislike}`)]} once />
    </>
  );
}
