/** `xo-rtm/emulator`: the platform on localhost, for tests, demos and development. Node only. */
import { HINTS } from '../errors/hints.js';
import { setHints } from '../errors/xo-error.js';

export type { Emulator, EmulatorControls, FaultControl, ReplayOptions } from './controls/emulator.js';
export type { FaultHit } from './faults/faults.js';
export type { EmulatorAdminOptions, EmulatorApp } from './options/admin-options.js';
export type { EmulatorOptions } from './options/platform-options.js';
export type { Cut } from './platform/conversation.js';
export { demoBot } from './sample-bots/demo-bot.js';
export { echoBot } from './sample-bots/echo-bot.js';
export { type EmulatorFixture, emulatorFixture, type FixtureTestInfo } from './server/emulator-fixture.js';
export { lanAddress } from './server/network-address.js';
export { type EmulatorConfig, readEmulatorConfig } from './server/read-emulator-config.js';
export { startEmulator } from './server/start-emulator.js';
export type { ReceivedFrame } from './state/received-frames.js';
export type { FeedEntry, FeedListener } from './state/trace.js';
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
} from './types/bot.js';
export type { FaultAction, FaultMatch, FaultPlace, FaultRule, Garbling } from './types/fault-rule.js';
export type { EmulatorUser } from './types/user.js';

setHints(HINTS);
