import { parseButton } from '../../protocol/templates/button-template.js';
import { parseLikeDislike } from '../../protocol/templates/like-dislike-template.js';
import { parseLiveAgent } from '../../protocol/templates/live-agent-template.js';
import { parseQuickReplies } from '../../protocol/templates/quick-replies-template.js';
import { parseSignal } from '../../protocol/templates/signal-template.js';
import { parseSystem } from '../../protocol/templates/system-template.js';
import { ButtonTemplate } from './core/ButtonTemplate.js';
import { AttachmentPart, FilePart } from './core/FilePart.js';
import { LikeDislikeTemplate } from './core/LikeDislikeTemplate.js';
import { AgentStrings, Sign, SystemNotice } from './core/Notes.js';
import { QuickRepliesTemplate } from './core/QuickRepliesTemplate.js';
import { component, drawTemplate, type TemplateChunk } from './draw-template.js';

const file = drawTemplate(component<'file'>(), FilePart);
const sign = drawTemplate(parseSignal, Sign);
const quickReplies = drawTemplate(parseQuickReplies, QuickRepliesTemplate, (template) =>
  Boolean(template.text || template.quick_replies.length),
);

/** The most frequent ones: they come with what draws all others. */
export const basics: TemplateChunk = {
  templates: {
    button: drawTemplate(parseButton, ButtonTemplate, ({ text, buttons }) => Boolean(text || buttons.length)),
    quick_replies: quickReplies,
    quick_replies_welcome: quickReplies,
    like_dislike: drawTemplate(parseLikeDislike, LikeDislikeTemplate),
    live_agent: drawTemplate(parseLiveAgent, AgentStrings),
    SYSTEM: drawTemplate(parseSystem, SystemNotice),
    wait_for_response: sign,
    start_timer: sign,
    session_end: sign,
    conversation_end: sign,
    hidden_dialog: sign,
    link: file,
    document: file,
    file,
    attachment: drawTemplate(component<'attachment'>(), AttachmentPart),
  },
};
