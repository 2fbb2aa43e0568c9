import type { BotHandler } from '../types/bot.js';

/** Repeats every message. For files, it answers with their names. */
export const echoBot: BotHandler = async ({ text, attachments }, say) => {
  const files = attachments.map(({ fileName }) => fileName).join(', ');
  await say(text || files);
};
