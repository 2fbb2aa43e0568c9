import type { Granularity } from '../../../admin/index.js';
import { collect, given, type OptionSpec, oneOf, required } from '../../options.js';
import type { AdminCommand } from '../command-context.js';
import { LIST_OUTPUT, type ListOptions, printList } from '../output.js';

interface ScopeOptions extends ListOptions {
  bot?: string;
  account?: string;
}

interface AgentOptions extends ScopeOptions {
  from?: string;
  to?: string;
  granularity?: Granularity;
  agent?: readonly string[];
}

const SCOPE: readonly OptionSpec[] = [
  ['--bot <st-…>', 'the bot (default XO_RTM_BOT_ID)'],
  ['--account <id>', 'the account, 24 hexadecimal digits (default XO_RTM_ACCOUNT_ID)'],
];

const GRANULARITIES: readonly Granularity[] = ['PT15M', 'PT30M', 'PT1H', 'PT2H', 'PT4H', 'PT8H', 'PT12H', 'PT24H'];

function scopeOf({ bot, account }: ScopeOptions, env: Readonly<Record<string, string | undefined>>) {
  return {
    botId: required('bot', bot, env, 'XO_RTM_BOT_ID'),
    accountId: required('account', account, env, 'XO_RTM_ACCOUNT_ID'),
  };
}

export const intents: AdminCommand<ScopeOptions> = {
  name: 'intents',
  summary: 'the latest 25 sessions of SmartAssist with their intents',
  options: [...SCOPE, ...LIST_OUTPUT],
  async run({ options, terminal, connect }) {
    const scope = scopeOf(options, terminal.env);
    const { smartAssist } = await connect();
    return printList(
      terminal,
      options,
      [
        { title: 'start', of: ({ startTime }) => startTime },
        { title: 'intent', of: ({ intent }) => intent },
        { title: 'channel', of: ({ channel }) => channel },
        { title: 'status', of: ({ status }) => status },
        { title: 'handled', of: ({ timeHandled }) => timeHandled },
        { title: 'deflected to', of: ({ deflectedTo }) => deflectedTo },
        { title: 'session', of: ({ sessionId }) => sessionId },
      ],
      await smartAssist.intentRealtimeData({ ...scope, signal: terminal.signal }),
    );
  },
};

export const agents: AdminCommand<AgentOptions> = {
  name: 'agents',
  summary: 'the status of the SmartAssist agents over time',
  options: [
    ...SCOPE,
    ['--from <date>', 'first day, for example 2026-01-31; required'],
    ['--to <date>', 'last day (default --from)'],
    [
      '--granularity <PT1H>',
      'PT15M, PT30M, PT1H, PT2H, PT4H, PT8H, PT12H or PT24H (default PT1H)',
      oneOf('granularity', GRANULARITIES),
    ],
    ['--agent <e-mail>', 'only this agent; can be given several times', collect],
    ...LIST_OUTPUT,
  ],
  async run({ options, terminal, connect }) {
    const scope = scopeOf(options, terminal.env);
    const from = required('from', options.from);
    const { to = from, granularity = 'PT1H', agent: agents } = options;
    const { smartAssist } = await connect();
    return printList(
      terminal,
      options,
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
      smartAssist.userStatus({ ...scope, from, to, granularity, ...given({ agents }), signal: terminal.signal }),
    );
  },
};
