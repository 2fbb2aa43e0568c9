import type { BotHandler } from '../types/bot.js';

/** Says what was said. Files are answered with their names. */
export const echoBot: BotHandler = async ({ text, attachments }, say) => {
  const files = attachments.map(({ fileName }) => fileName).join(', ');
  await say(text || files);
};
