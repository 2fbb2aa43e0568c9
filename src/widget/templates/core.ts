import { parseButton } from '../../protocol/templates/button-template.js';
import { parseLikeDislike } from '../../protocol/templates/like-dislike-template.js';
import { parseLiveAgent } from '../../protocol/templates/live-agent-template.js';
import { parseQuickReplies } from '../../protocol/templates/quick-replies-template.js';
import { parseSignal } from '../../protocol/templates/signal-template.js';
import { parseSystem } from '../../protocol/templates/system-template.js';
import { ButtonTemplate } from './core/ButtonTemplate.js';
import { AttachmentPart, FilePart } from './core/FilePart.js';
import { LikeDislikeTemplate } from './core/LikeDislikeTemplate.js';
import { AgentMessage, Signal, SystemNotice } from './core/Notices.js';
import { QuickRepliesTemplate } from './core/QuickRepliesTemplate.js';
import { componentParser, drawTemplate, type TemplateChunk } from './draw-template.js';

const file = drawTemplate(componentParser<'file'>(), FilePart);
const signal = drawTemplate(parseSignal, Signal);
const quickReplies = drawTemplate(parseQuickReplies, QuickRepliesTemplate, (template) =>
  Boolean(template.text || template.quick_replies.length),
);

/** The most frequent templates. They are part of the chunk that draws all others, so they need no further request. */
export const coreTemplates: TemplateChunk = {
  templates: {
    button: drawTemplate(parseButton, ButtonTemplate, ({ text, buttons }) => Boolean(text || buttons.length)),
    quick_replies: quickReplies,
    quick_replies_welcome: quickReplies,
    like_dislike: drawTemplate(parseLikeDislike, LikeDislikeTemplate),
    live_agent: drawTemplate(parseLiveAgent, AgentMessage),
    SYSTEM: drawTemplate(parseSystem, SystemNotice),
    wait_for_response: signal,
    start_timer: signal,
    session_end: signal,
    conversation_end: signal,
    hidden_dialog: signal,
    link: file,
    document: file,
    file,
    attachment: drawTemplate(componentParser<'attachment'>(), AttachmentPart),
  },
};
