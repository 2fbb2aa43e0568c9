/** `xo-rtm/emulator`: the platform on localhost, for tests, demos and development. Node only. */
import { HINTS } from '../errors/hints.js';
import { setHints } from '../errors/xo-error.js';

export type { EmulatorControls } from './controls/create-controls.js';
export type { ReplayOptions } from './controls/replay-trace.js';
export type { FaultControl, FaultHit } from './faults/faults.js';
export type { EmulatorAdminOptions, EmulatorApp } from './options/admin-options.js';
export type { PlatformOptions } from './options/platform-options.js';
export type { DisconnectOptions } from './platform/conversation.js';
export { demoBot } from './sample-bots/demo-bot.js';
export { echoBot } from './sample-bots/echo-bot.js';
export { type EmulatorFixture, emulatorFixture, type FixtureTestInfo } from './server/emulator-fixture.js';
export type { EmulatorOptions } from './server/emulator-options.js';
export { lanAddress } from './server/network-address.js';
export { type EmulatorConfig, readEmulatorConfig } from './server/read-emulator-config.js';
export { type Emulator, startEmulator } from './server/start-emulator.js';
export type { ReceivedFrame } from './state/received-frames.js';
export type { TraceEntry, TraceListener } from './state/trace.js';
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
export type { Corruption, FaultAction, FaultMatch, FaultPlace, FaultRule } from './types/fault-rule.js';
export type { EmulatorUser } from './types/user.js';

setHints(HINTS);
