import { textOfMessage } from '../../../admin/index.js';
import { collect, given, type OptionSpec, oneOf, required } from '../../options.js';
import type { AdminCommand } from '../command-context.js';
import { LIST_OUTPUT, type ListOptions, printList } from '../output.js';

interface RangeOptions extends ListOptions {
  bot?: string;
  from?: string;
  to?: string;
}

interface SessionOptions extends RangeOptions {
  user?: string;
  containment?: 'dropOff' | 'selfService' | 'agent';
  type?: 'interactive' | 'non-interactive';
  id?: readonly string[];
}

interface MessageOptions extends RangeOptions {
  user?: string;
  session?: readonly string[];
  channel?: string;
  oldestFirst?: true;
  v2?: true;
}

interface DebugLogOptions extends RangeOptions {
  identity?: string;
  channel?: string;
  timezone?: string;
  summary?: true;
}

const RANGE: readonly OptionSpec[] = [
  ['--bot <st-…>', 'only this bot (default all bots of the account)'],
  ['--from <date>', 'start: 2026-01-31 or 2026-01-31T08:00:00Z, in UTC (default six days before --to)'],
  ['--to <date>', 'end, in the same form (default now)'],
];
const SPANS =
  'A range of any length is read in windows that the platform accepts, newest first. Without dates: the last six days.';

export const sessions: AdminCommand<SessionOptions> = {
  name: 'sessions',
  summary: 'the sessions of a bot, or of the whole account',
  details: SPANS,
  options: [
    ...RANGE,
    ['--user <id>', 'only sessions of this user: an e-mail address or enterprise id'],
    [
      '--containment <type>',
      'dropOff, selfService or agent',
      oneOf('containment', ['dropOff', 'selfService', 'agent']),
    ],
    ['--type <type>', 'interactive or non-interactive', oneOf('type', ['interactive', 'non-interactive'])],
    ['--id <session>', 'only this session; can be given several times; all other filters are then ignored', collect],
    ...LIST_OUTPUT,
  ],
  async run({ options, terminal, connect }) {
    const { bot: botId, from, to, user: userId, containment: containmentType, type: sessionType, id } = options;
    const { sessions } = await connect();
    const query = given({ botId, from, to, userId, containmentType, sessionType, sessionId: id });
    return printList(
      terminal,
      options,
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

export const messages: AdminCommand<MessageOptions> = {
  name: 'messages',
  summary: 'the messages of users and bots',
  details: SPANS,
  options: [
    ...RANGE,
    ['--user <id>', 'only messages of conversations with this user: an e-mail address, enterprise id or u-…'],
    ['--session <id>', 'only messages of this session; can be given several times', collect],
    ['--channel <name>', 'rtm, sms, msteams … (default rtm)'],
    ['--oldest-first', 'instead of newest first'],
    [
      '--v2',
      'use version 2 of the API: more messages per call, without those of alert and action tasks; requires --bot',
    ],
    ...LIST_OUTPUT,
  ],
  async run({ options, terminal, connect }) {
    const { bot: botId, from, to, user: userId, session: sessionId, channel: channelType, oldestFirst, v2 } = options;
    const { conversations } = await connect();
    const query = given({
      botId,
      from,
      to,
      userId,
      sessionId,
      channelType,
      forward: oldestFirst,
      version: v2 && (2 as const),
    });
    return printList(
      terminal,
      options,
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

export const debugLogs: AdminCommand<DebugLogOptions> = {
  name: 'debug-logs',
  summary: 'the debug log of a bot for one user, step by step',
  options: [
    ['--bot <st-…>', 'the bot (default XO_RTM_BOT_ID)'],
    ['--identity <user>', 'the user; required'],
    ['--from <date>', 'start: 2026-01-31 or 2026-01-31T08:00:00Z, in UTC'],
    ['--to <date>', 'end, in the same form'],
    ['--channel <name>', 'rtm, sms, ivrVoice …'],
    ['--timezone <name>', 'time zone of the dates, for example Europe/Berlin'],
    ['--summary', 'only a summary of each entry'],
    ...LIST_OUTPUT,
  ],
  async run({ options, terminal, connect }) {
    const { from, to, channel: channelType, timezone, summary: minimumInfo } = options;
    const botId = required('bot', options.bot, terminal.env, 'XO_RTM_BOT_ID');
    const identity = required('identity', options.identity);
    const { debugLogs } = await connect();
    const query = given({ from, to, channelType, timezone, minimumInfo });
    return printList(
      terminal,
      options,
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
