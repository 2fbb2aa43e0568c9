export type { AttachmentLimits } from '../attachments/check-file.js';
export { forget } from '../client/forget.js';
export type { ChatMode, ChatTheme } from './chat-view.js';
export type { Catalogue } from './i18n/catalogue.js';
export { type CustomCatalogue, registerCatalogue } from './i18n/catalogues.js';
export { type ChatHandle, type MountOptions, mountChat } from './mount-chat.js';
export type { ChatFeatures } from './session/chat-features.js';
export {
  type PayloadOf,
  registerTemplate,
  type TemplateChild,
  type TemplateContext,
  type TemplateHooks,
  type TemplateRender,
  type TemplateVnode,
  type VnodeFactory,
} from './templates/registry.js';
export type { Heard, StopVoice, VoiceVendor } from './voice/voice-vendor.js';
export type { QuickStart, WelcomeWords } from './welcome/welcome-words.js';
export { type DefineOptions, defineXoChat, XoChatElement, type XoChatEvents } from './xo-chat-element.js';
