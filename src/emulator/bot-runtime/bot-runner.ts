import type { BotPort, Conversation } from '../platform/conversation.js';
import type { Platform } from '../platform/platform.js';
import type { Bot, BotContext, BotHandler, Say, UserEvent, UserMessage } from '../types/bot.js';
import { createSay } from './create-say.js';

export function toBot(script: Bot | BotHandler): Bot {
  return typeof script === 'function' ? { onMessage: script } : script;
}

/** Runs the bot. The messages of one user are handled one after another. While `muted`, the bot is not called. */
export class BotRunner implements BotPort {
  muted = false;
  readonly #platform: Platform;
  readonly #bot: Bot;

  constructor(platform: Platform, bot: Bot) {
    this.#platform = platform;
    this.#bot = bot;
  }

  onConnect(conversation: Conversation): void {
    const { greeting } = this.#platform.settings;
    this.#run(conversation, async (say, context) => {
      if (greeting !== undefined) await say(greeting);
      await this.#bot.onConnect?.(say, context);
    });
  }

  onClose(conversation: Conversation): void {
    this.#run(conversation, async (say, context) => {
      await this.#bot.onClose?.(say, context);
      context.memory.clear();
    });
  }

  onMessage(conversation: Conversation, message: UserMessage): void {
    this.#run(conversation, (say, context) => this.#bot.onMessage(message, say, context));
  }

  /** Handles events at once, because a change of typing should not wait for the answer to the last message. */
  onEvent(conversation: Conversation, event: UserEvent): void {
    const { onEvent } = this.#bot;
    if (!onEvent || this.muted) return;
    const { say, context } = this.#prepare(conversation);
    void this.#guard(say, async () => onEvent.call(this.#bot, event, say, context));
  }

  #run(conversation: Conversation, task: (say: Say, context: BotContext) => void | Promise<void>): void {
    conversation.enqueue(async () => {
      if (this.muted || this.#platform.timers.signal.aborted) return;
      const { say, context } = this.#prepare(conversation);
      await this.#guard(say, async () => task(say, context));
    });
  }

  /** An error in the bot is sent as the platform sends an unreachable bot (protocol.md §4.7, `botKitUnreachable`). */
  async #guard(say: Say, task: () => Promise<void>): Promise<void> {
    const { ids, now, timers } = this.#platform;
    try {
      await task();
    } catch (error) {
      if (timers.signal.aborted) return;
      this.#platform.logError('the bot failed', error);
      say.notice('botKitUnreachable', { message: 'BotKit is unreachable', traceId: ids.hex(16), timestamp: now() });
    }
  }

  #prepare(conversation: Conversation): { say: Say; context: BotContext } {
    const { timers, random } = this.#platform;
    const context: BotContext = {
      user: conversation.user,
      get sessionId() {
        return conversation.ensureSession();
      },
      url: this.#platform.url,
      assetsUrl: this.#platform.assetsUrl,
      memory: conversation.memory,
      signal: timers.signal,
      sleep: (ms) => this.#platform.pause(ms),
      random,
    };
    return { say: createSay(this.#platform, conversation), context };
  }
}
