import type { BotContext, Say, UserEvent, UserMessage } from '../types/bot.js';

const KEY = 'agent';
const CONNECT_MS = 600;
const READ_MS = 300;
const TYPE_MS = 900;

/** `agentInfo` of `agent_connected` (protocol.md §4.6). */
const AGENT_INFO = { agentId: 'agent-1', firstName: 'Demo', lastName: 'Agent', nickName: 'Demo' };

/** A chat with an agent, in the form of the platform: events, and messages with the template `live_agent` (protocol.md, Appendix A). */
export const agentScript = {
  isConnected: ({ memory }: BotContext): boolean => memory.has(KEY),

  async connect(say: Say, context: BotContext): Promise<void> {
    await say('One moment, I am getting somebody for you.');
    say.notice('agent_session_start');
    await context.sleep(CONNECT_MS);
    context.memory.set(KEY, true);
    say.event('agent_connected', { agentInfo: agentInfo(context), author: { type: 'AGENT' } });
    await write(say, context, 'Hello, you are talking with an agent now. Write bye to end this.');
  },

  async answer({ text, clientMessageId }: UserMessage, say: Say, context: BotContext): Promise<void> {
    if (clientMessageId !== undefined) {
      say.event('message_delivered', { clientMessageId });
      await context.sleep(READ_MS);
      say.event('message_read', { clientMessageId });
    }
    if (/^bye\b/i.test(text.trim())) {
      await write(say, context, 'Goodbye!');
      return agentScript.disconnect(say, context);
    }
    await write(say, context, text ? `I see: “${text}”. I will look into it.` : 'Thank you for the file.');
  },

  async onEvent({ name }: UserEvent, say: Say, context: BotContext): Promise<void> {
    if (name === 'close_agent_chat') agentScript.disconnect(say, context);
  },

  disconnect(say: Say, context: BotContext): void {
    if (!context.memory.delete(KEY)) return;
    say.event('agent_disconnected', { agentInfo: agentInfo(context), author: { type: 'AGENT' } });
    say.notice('agent_session_end');
  },
};

const pictureOf = ({ assetsUrl }: BotContext) => `${assetsUrl}/media/picture.svg`;

const agentInfo = (context: BotContext) => ({ ...AGENT_INFO, profImage: pictureOf(context) });

async function write(say: Say, context: BotContext, text: string): Promise<void> {
  say.typing(true);
  await context.sleep(TYPE_MS);
  say.typing(false);
  await say({ template_type: 'live_agent', text }, { as: 'agent', author: { profImage: pictureOf(context) } });
}
