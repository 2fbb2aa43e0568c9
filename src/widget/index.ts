export type { ChatMode, ChatTheme } from './chat-view.js';
export { type ChatHandle, type MountOptions, mountChat } from './mount-chat.js';
export {
  type PayloadOf,
  registerTemplate,
  type TemplateChild,
  type TemplateContext,
  type TemplateRender,
  type TemplateVnode,
  type VnodeFactory,
} from './templates/registry.js';
export { defineXoChat, XoChatElement, type XoChatEvents } from './xo-chat-element.js';
