import type { Bot, BotContext, Say, UserMessage } from '../types/bot.js';
import { agentScript } from './agent-script.js';
import { findSample, SAMPLE_GROUPS } from './templates/index.js';

const SILENT = 'silent';
const SLOW_MS = 4000;
const CHUNK_PAUSE_MS = 60;

interface Command {
  /** The description in `help`. */
  does: string;
  run(say: Say, context: BotContext): Promise<unknown>;
}

/** The commands of the demo bot. It also accepts the names of samples. */
const COMMANDS: Readonly<Record<string, Command>> = {
  help: { does: 'shows this', run: help },
  templates: { does: 'lists every template, to be shown at a click', run: templates },
  stream: { does: 'answers in parts', run: (say) => say.stream(words(STREAMED), { pauseMs: CHUNK_PAUSE_MS }) },
  agent: { does: 'hands over to an agent; bye ends that', run: agentScript.connect },
  slow: { does: 'takes its time', run: slow },
  long: { does: 'writes a lot', run: (say) => say(LONG) },
  markdown: { does: 'writes with emphasis, lists and links', run: (say) => say(MARKDOWN) },
  error: { does: 'shows an error of the bot', run: (say) => say({ type: 'error', payload: ERROR }) },
  crash: { does: 'fails in the middle of an answer', run: crash },
  notices: { does: 'tells of a form, and of the end of the session', run: notices },
  silence: { does: 'says nothing until you write speak', run: silence },
};

/** Demonstrates the features of a bot. Its command `help` lists them. */
export const demoBot: Bot = {
  async onMessage(message, say, context) {
    const name = message.text.trim().toLowerCase();
    if (context.memory.has(SILENT)) return speakAgain(name, say, context);
    if (agentScript.isConnected(context)) return agentScript.answer(message, say, context);

    const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    const sample = command ? undefined : findSample(name, context.assetsUrl);
    if (command) await command.run(say, context);
    else if (sample) await say(sample);
    else await echo(message, say);
  },

  onEvent: (event, say, context) => agentScript.onEvent(event, say, context),
  onClose: (say, context) => agentScript.disconnect(say, context),
};

async function echo({ text, renderMsg, attachments }: UserMessage, say: Say): Promise<void> {
  const files = attachments.map(({ fileName }) => fileName).join(', ');
  if (files) await say(`Received: ${files}`);
  if (renderMsg !== undefined) await say(`You chose “${renderMsg}” (${text}).`);
  else if (text) await say(`You said: ${text}`);
}

async function help(say: Say): Promise<void> {
  const lines = Object.entries(COMMANDS).map(([name, { does }]) => `* ${name}: ${does}`);
  await say(['I understand these words, and the name of every template:', ...lines].join('\n'));
  await say({
    template_type: 'quick_replies',
    text: 'Try one:',
    quick_replies: ['templates', 'stream', 'agent', 'slow'].map((name) => ({
      content_type: 'text',
      title: name,
      payload: name,
    })),
  });
}

async function templates(say: Say, { url }: BotContext): Promise<void> {
  for (const { title, samples } of SAMPLE_GROUPS) {
    const buttons = Object.keys(samples(url)).map((name) => ({ type: 'postback', title: name, payload: name }));
    await say({ template_type: 'button', text: title, buttons });
  }
}

async function slow(say: Say, { sleep }: BotContext): Promise<void> {
  say.thinking();
  await sleep(SLOW_MS);
  await say('Here I am. Sorry for the wait.');
}

async function crash(say: Say): Promise<never> {
  await say('Let me see …');
  throw new Error('the demo bot was told to crash');
}

/** Sends the notices of the platform that the user should see (protocol.md §4.7). */
async function notices(say: Say): Promise<void> {
  await say('A form is sent, then it fails, then the session ends.');
  say.notice('form_submitted');
  say.notice('form_failure');
  say.notice('session_end');
}

async function silence(say: Say, { memory }: BotContext): Promise<void> {
  await say('I am silent now. Write speak to wake me.');
  memory.set(SILENT, true);
}

async function speakAgain(name: string, say: Say, { memory }: BotContext): Promise<void> {
  if (name !== 'speak') return;
  memory.delete(SILENT);
  await say('I am here again.');
}

function words(text: string): string[] {
  return text.split(/(?<= )/);
}

const STREAMED =
  'A plant on a bright window sill needs water about once a week. Put a finger into the soil: if it is dry two centimetres ' +
  'down, water it until some runs out below, and pour that away after ten minutes. In winter it rests, and needs half as much.';

const LONG = Array.from(
  { length: 12 },
  (_, i) =>
    `${i + 1}. Plants that stand too dark grow long and thin, because they look for light. Turn the pot a little every week, ` +
    'wipe dust off the leaves, and move it closer to the window before the days get short. What the leaves cannot catch, no ' +
    'fertiliser will replace.',
).join('\n\n');

const MARKDOWN = [
  '#h3 Repotting',
  'Do it in *spring*, when the roots ~look out~ below.',
  '* a pot that is two fingers wider',
  '* fresh soil',
  '___',
  'More in [the guide](https://example.com/repotting), or at https://example.com/soil.',
  '```200 ml water```',
].join('\n');

const ERROR = { text: 'Something went wrong on our side. Please try again.', color: '#b3261e' };
