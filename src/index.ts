export type { GetJwt, JwtRequest } from './auth/token-service.js';
export * from './client/index.js';
export type { ChatMessage, MessageStatus } from './conversation/chat-message.js';
export type { Delivery } from './conversation/delivery.js';
export type { AgentState, TypingState } from './conversation/presence-state.js';
export * from './errors/index.js';
export type { ListenerOptions } from './events/event-bus.js';
export type { Clock } from './lib/clock.js';
export { consoleLogger, type Logger, type LogLevel, silentLogger } from './lib/logger.js';
export type { BotInfo, BotRef } from './protocol/bot-info.js';
export type { MessageComponent } from './protocol/component.js';
export type { ConnectionMode } from './protocol/endpoints.js';
export type * from './protocol/extensions.js';
export type { HistoryPage, HistoryRecord } from './protocol/history.js';
export type {
  AckFrame,
  Author,
  BotResponseFrame,
  EventsFrame,
  InboundFrame,
  NoticeFrame,
  UnknownFrame,
  UserMessageFrame,
  WireMessage,
} from './protocol/inbound.js';
export type {
  Attachment,
  BotMessageFrame,
  CloseSessionFrame,
  OutboundFrame,
  PingFrame,
  ReceiptFrame,
  UserEventFrame,
  UserMessageBody,
} from './protocol/outbound.js';
export type { KnownTemplate, TemplatePayload, UnknownTemplate } from './protocol/templates/index.js';
export type { ConnectionState } from './rtm/connection-state.js';
export type { WebSocketConstructor, WebSocketLike } from './rtm/socket.js';
