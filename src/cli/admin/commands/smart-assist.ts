import type { Granularity } from '../../../admin/index.js';
import { given, text, texts } from '../flags.js';
import { LIST_OUTPUT, printList } from '../output.js';
import type { Task } from '../command-context.js';

const WHERE = {
  bot: text('<st-…>', 'the bot (default XO_RTM_BOT_ID)'),
  account: text('<id>', 'the account, 24 hexadecimal digits (default XO_RTM_ACCOUNT_ID)'),
};

const GRANULARITIES: readonly Granularity[] = ['PT15M', 'PT30M', 'PT1H', 'PT2H', 'PT4H', 'PT8H', 'PT12H', 'PT24H'];

export const intents: Task = {
  name: 'intents',
  summary: 'the latest 25 sessions of SmartAssist with their intents',
  options: { ...WHERE, ...LIST_OUTPUT },
  async run({ flags, terminal, connect }) {
    const botId = flags.required('bot', terminal.env.XO_RTM_BOT_ID, 'XO_RTM_BOT_ID');
    const accountId = flags.required('account', terminal.env.XO_RTM_ACCOUNT_ID, 'XO_RTM_ACCOUNT_ID');
    const { smartAssist } = await connect();
    return printList(
      terminal,
      flags,
      [
        { title: 'start', of: ({ startTime }) => startTime },
        { title: 'intent', of: ({ intent }) => intent },
        { title: 'channel', of: ({ channel }) => channel },
        { title: 'status', of: ({ status }) => status },
        { title: 'handled', of: ({ timeHandled }) => timeHandled },
        { title: 'deflected to', of: ({ deflectedTo }) => deflectedTo },
        { title: 'session', of: ({ sessionId }) => sessionId },
      ],
      await smartAssist.intentRealtimeData({ botId, accountId, signal: terminal.signal }),
    );
  },
};

export const agents: Task = {
  name: 'agents',
  summary: 'what the agents of SmartAssist were doing',
  options: {
    ...WHERE,
    from: text('<date>', '2026-01-31; needed'),
    to: text('<date>', 'the same (default --from)'),
    granularity: text('<PT1H>', 'PT15M, PT30M, PT1H, PT2H, PT4H, PT8H, PT12H or PT24H (default PT1H)'),
    agent: texts('<e-mail>', 'only this agent, again for more'),
    ...LIST_OUTPUT,
  },
  async run({ flags, terminal, connect }) {
    const botId = flags.required('bot', terminal.env.XO_RTM_BOT_ID, 'XO_RTM_BOT_ID');
    const accountId = flags.required('account', terminal.env.XO_RTM_ACCOUNT_ID, 'XO_RTM_ACCOUNT_ID');
    const from = flags.required('from');
    const granularity = flags.oneOf('granularity', GRANULARITIES) ?? 'PT1H';
    const to = flags.text('to') ?? from;
    const chosen = given({ agents: flags.texts('agent') });
    const { smartAssist } = await connect();
    return printList(
      terminal,
      flags,
      [
        { title: 'user', of: ({ userId }) => userId },
        { title: 'name', of: ({ firstName, lastName }) => [firstName, lastName].filter(Boolean).join(' ') },
        { title: 'email', of: ({ email }) => email },
        {
          title: 'status',
          of: ({ timeInterval = [] }) =>
            timeInterval.flatMap(({ startTime, status = [] }) =>
              status.map(({ value, stats }) => `${startTime} ${value} ${stats?.sum ?? ''}`),
            ),
        },
      ],
      smartAssist.userStatus({ botId, accountId, from, to, granularity, ...chosen, signal: terminal.signal }),
    );
  },
};
