import { textOfMessage } from '../../../admin/index.js';
import { given, SWITCH, TEXT, TEXTS } from '../flags.js';
import { OUTPUT_FLAGS, printList } from '../output.js';
import type { Task } from '../task.js';

const RANGE = { from: TEXT, to: TEXT };

export const sessions: Task = {
  name: 'sessions',
  flags: { ...OUTPUT_FLAGS, ...RANGE, bot: TEXT, user: TEXT, containment: TEXT, type: TEXT, id: TEXTS },
  async run({ flags, terminal, connect }) {
    const { sessions } = await connect();
    const query = given({
      botId: flags.text('bot'),
      from: flags.text('from'),
      to: flags.text('to'),
      userId: flags.text('user'),
      containmentType: flags.oneOf('containment', ['dropOff', 'selfService', 'agent']),
      sessionType: flags.oneOf('type', ['interactive', 'non-interactive']),
      sessionId: flags.texts('id'),
    });
    return printList(
      terminal,
      flags,
      [
        { title: 'session', of: ({ sessionId }) => sessionId },
        { title: 'start', of: ({ start_time }) => start_time },
        { title: 'end', of: ({ end_time }) => end_time },
        { title: 'channel', of: ({ channel }) => channel },
        { title: 'user', of: ({ userId }) => userId },
        { title: 'containment', of: ({ containmentType }) => containmentType },
        { title: 'status', of: ({ sessionStatus }) => sessionStatus },
        { title: 'messages', of: ({ noOfMessagesExchanged }) => noOfMessagesExchanged },
      ],
      sessions.list({ ...query, signal: terminal.signal }),
    );
  },
};

export const messages: Task = {
  name: 'messages',
  flags: {
    ...OUTPUT_FLAGS,
    ...RANGE,
    bot: TEXT,
    user: TEXT,
    session: TEXTS,
    channel: TEXT,
    'oldest-first': SWITCH,
    v2: SWITCH,
  },
  async run({ flags, terminal, connect }) {
    const { conversations } = await connect();
    const query = given({
      botId: flags.text('bot'),
      from: flags.text('from'),
      to: flags.text('to'),
      userId: flags.text('user'),
      sessionId: flags.texts('session'),
      channelType: flags.text('channel'),
      forward: flags.isOn('oldest-first') || undefined,
      version: flags.isOn('v2') ? (2 as const) : undefined,
    });
    return printList(
      terminal,
      flags,
      [
        { title: 'time', of: ({ createdOn }) => createdOn },
        { title: 'from', of: ({ type }) => (type === 'incoming' ? 'user' : 'bot') },
        { title: 'text', of: textOfMessage },
        { title: 'session', of: ({ sessionId }) => sessionId },
        { title: 'id', of: ({ _id }) => _id },
      ],
      conversations.list({ ...query, signal: terminal.signal }),
    );
  },
};

export const debugLogs: Task = {
  name: 'debug-logs',
  flags: { ...OUTPUT_FLAGS, ...RANGE, bot: TEXT, identity: TEXT, channel: TEXT, timezone: TEXT, summary: SWITCH },
  async run({ flags, terminal, connect }) {
    const query = given({
      from: flags.text('from'),
      to: flags.text('to'),
      channelType: flags.text('channel'),
      timezone: flags.text('timezone'),
      minimumInfo: flags.isOn('summary') || undefined,
    });
    const botId = flags.needed('bot', terminal.env.XO_RTM_BOT_ID);
    const identity = flags.needed('identity');
    const { debugLogs } = await connect();
    return printList(
      terminal,
      flags,
      [
        { title: 'time', of: ({ timestamp }) => timestamp },
        { title: 'level', of: ({ debugLevel }) => debugLevel },
        { title: 'title', of: ({ debugTitle }) => debugTitle },
        { title: 'message', of: ({ debugMessage }) => debugMessage },
        { title: 'detail', of: ({ debugDetail }) => debugDetail },
      ],
      debugLogs.list({ ...query, botId, identity, signal: terminal.signal }),
    );
  },
};
