export type { AttachmentLimits } from '../attachments/check-file.js';
export { forget } from '../client/forget.js';
export { type ChatHandle, mountChat } from './element/mount-chat.js';
export { type DefineOptions, defineXoChat, XoChatElement, type XoChatEvents } from './element/xo-chat-element.js';
export type { Catalogue } from './i18n/catalogue.js';
export { type CustomCatalogue, registerCatalogue } from './i18n/catalogues.js';
export type { ChatFeatures } from './store/chat-features.js';
export type { ChatMode, ChatTheme, ClientConfig, MountOptions, XoChatOptions } from './store/chat-options.js';
export type { SpeechEvent, SpeechProvider, StopSpeech } from './store/speech-provider.js';
export type { QuickStart, WelcomeStrings } from './store/welcome-strings.js';
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
