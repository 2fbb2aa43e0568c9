/** `xo-rtm/emulator`: the platform on localhost, for tests, demos and development. Node only. */
import { HINTS } from '../errors/hints.js';
import { setHints } from '../errors/xo-error.js';

export type { EmulatorAdminOptions, EmulatorApp } from './admin/admin-options.js';
export { type EmulatorConfig, readEmulatorConfig } from './admin/read-emulator-config.js';
export type {
  Bot,
  BotContext,
  BotHandler,
  ComponentContent,
  Content,
  Say,
  SayOptions,
  StreamOptions,
  UserEvent,
  UserMessage,
} from './bot/bot-handler.js';
export { demoBot } from './bots/demo-bot.js';
export { echoBot } from './bots/echo-bot.js';
export type { Emulator, EmulatorControls, FaultControl, ReplayOptions } from './emulator.js';
export { type EmulatorFixture, emulatorFixture, type FixtureTestInfo } from './emulator-fixture.js';
export type { EmulatorOptions } from './emulator-options.js';
export type { FaultAction, FaultMatch, FaultPlace, FaultRule, Garbling } from './faults/fault-rule.js';
export type { FaultHit } from './faults/faults.js';
export type { FeedEntry, FeedListener } from './feed.js';
export { lanAddress } from './http/lan-address.js';
export type { Cut } from './socket/peer.js';
export type { ReceivedFrame } from './socket/received-frame.js';
export { startEmulator } from './start-emulator.js';
export type { EmulatorUser } from './state/emulator-user.js';

setHints(HINTS);
