import { textOfMessage } from '../../../admin/index.js';
import { given, text, texts, toggle } from '../flags.js';
import { LIST_OUTPUT, printList } from '../output.js';
import type { Task } from '../command-context.js';

const RANGE = {
  from: text('<date>', '2026-01-31 or 2026-01-31T08:00:00Z, in UTC (default six days before --to)'),
  to: text('<date>', 'the same (default now)'),
};
const SPANS =
  'Spans of any length are read in windows that the platform accepts, newest first. Without dates: the last six days.';
const ANY_BOT = text('<st-…>', 'only this bot (default all of the account)');

export const sessions: Task = {
  name: 'sessions',
  summary: 'the sessions of a bot, or of the whole account',
  details: SPANS,
  options: {
    bot: ANY_BOT,
    ...RANGE,
    user: text('<id>', 'only of this user: an e-mail address or enterprise id'),
    containment: text('<how>', 'dropOff, selfService or agent'),
    type: text('<kind>', 'interactive or non-interactive'),
    id: texts('<session>', 'this session, again for more; then no other filter counts'),
    ...LIST_OUTPUT,
  },
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
  summary: 'what users and bots said',
  details: SPANS,
  options: {
    bot: ANY_BOT,
    ...RANGE,
    user: text('<id>', 'only with this user: an e-mail address, enterprise id or u-…'),
    session: texts('<id>', 'only of this session, again for more'),
    channel: text('<name>', 'rtm, sms, msteams … (default rtm)'),
    'oldest-first': toggle('instead of newest first'),
    v2: toggle('the second version of the API: more a call, without alert and action tasks; needs --bot'),
    ...LIST_OUTPUT,
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
      forward: flags.flag('oldest-first') || undefined,
      version: flags.flag('v2') ? (2 as const) : undefined,
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
  summary: 'what a bot did for one user, step by step',
  options: {
    bot: text('<st-…>', 'the bot (default XO_RTM_BOT_ID)'),
    identity: text('<user>', 'whose conversations; needed'),
    from: text('<date>', '2026-01-31 or 2026-01-31T08:00:00Z, in UTC'),
    to: text('<date>', 'the same'),
    channel: text('<name>', 'rtm, sms, ivrVoice …'),
    timezone: text('<name>', 'of the times, for example Europe/Berlin'),
    summary: toggle('less of each entry'),
    ...LIST_OUTPUT,
  },
  async run({ flags, terminal, connect }) {
    const query = given({
      from: flags.text('from'),
      to: flags.text('to'),
      channelType: flags.text('channel'),
      timezone: flags.text('timezone'),
      minimumInfo: flags.flag('summary') || undefined,
    });
    const botId = flags.required('bot', terminal.env.XO_RTM_BOT_ID, 'XO_RTM_BOT_ID');
    const identity = flags.required('identity');
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
