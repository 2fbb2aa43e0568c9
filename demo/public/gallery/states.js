import { LONG_WORD, RICH, SAMPLES } from './samples.js';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** Builds a list of messages, each a while after the one before. */
class Scribe {
  messages = [];
  #at;

  constructor(beginMs = Date.now() - 26 * MINUTE_MS) {
    this.#at = beginMs;
  }

  later(ms) {
    this.#at += ms;
    return this;
  }

  add(from, text, more = {}) {
    this.#at += 20_000;
    const components = more.components ?? [{ type: 'text', text }];
    const id = `m-${this.messages.length}`;
    this.messages.push({ id, from, text, status: 'delivered', createdAt: this.#at, ...more, components });
    return this;
  }
}

const MIRA = { author: { name: 'Mira Lang' } };

/** A conversation on two days. */
const talk = (say) =>
  new Scribe(Date.now() - DAY_MS)
    .add('bot', say.hello)
    .add('user', say.where)
    .add('bot', say.way)
    .add('bot', say.day)
    .later(DAY_MS - 30 * MINUTE_MS)
    .add('user', say.person)
    .add('system', say.joined)
    .add('agent', say.agent, MIRA)
    .add('user', say.yes);

const template = (payload) => ({
  components: [{ type: 'template', templateType: payload.template_type, payload }],
});

const choices = (say) => ({
  template_type: 'button',
  text: say.choose,
  buttons: say.choices.map((title) => ({ type: 'postback', title, payload: title })),
});

const form = (say) => ({
  template_type: 'form_template',
  heading: say.choose,
  formFields: [{ type: 'text', label: say.choices[0], key: 'name' }],
  buttons: [{ type: 'submit', title: say.thanks }],
});

const lost = { code: 'XO_NETWORK', retryable: true };
const shows = (about, arrange, look = {}) => ({ about, arrange, ...look });
const inState = (about, state) =>
  shows(about, (client, say) => {
    client.messages = talk(say).messages;
    client.state = typeof state === 'function' ? state() : state;
  });

/** The states to take pictures of, and how to reach them. `after` runs when the window is rendered. */
export const STATES = {
  welcome: shows('The first opening: a title, a few words, quick starts.', (_client, say) => ({
    features: { welcome: { title: say.welcome, text: say.intro, quickStarts: say.starts } },
  })),
  empty: shows('A conversation that nobody has begun, of a page that says nothing about it.', () => {}),
  connecting: shows('The first connection is under way.', (client) => {
    client.state = { status: 'opening', attempt: 0 };
    client.connect = () => new Promise(() => {});
  }),
  conversation: shows('Groups of messages, days, an agent who has taken over.', (client, say) => {
    client.messages = talk(say).messages;
    client.agent = { connected: true, name: 'Mira Lang' };
  }),
  delivery: shows('How far own messages got: read, delivered, sent, waiting, failed.', (client, say) => {
    client.messages = new Scribe()
      .add('bot', say.hello)
      .add('user', say.where, { status: 'read' })
      .add('bot', say.way)
      .add('user', say.yes, { status: 'failed' })
      .add('bot', say.day)
      .add('user', say.thanks, { status: 'sent' })
      .later(6 * MINUTE_MS)
      .add('user', say.person, { status: 'queued' }).messages;
  }),
  typing: shows('Somebody is writing.', (client, say) => {
    client.messages = talk(say).messages;
    client.agent = { connected: true, name: 'Mira Lang' };
    client.typing = { active: true, from: 'agent' };
  }),
  streaming: shows('An answer that is still growing, and one that was cut off.', (client, say) => {
    client.messages = new Scribe()
      .add('user', say.where)
      .add('bot', say.way.slice(0, 40), { interrupted: true })
      .add('user', say.where)
      .add('bot', say.way.slice(0, 60), { streaming: true }).messages;
  }),
  choices: shows('A message with choices.', (client, say) => {
    client.messages = new Scribe().add('user', say.yes).add('bot', '', template(choices(say))).messages;
  }),
  'awaited-form': shows(
    'A form that the bot waits for: the field takes no words until it is answered, or passed over.',
    (client, say) => {
      client.messages = new Scribe().add('user', say.yes).add('bot', '', template(form(say))).messages;
    },
  ),
  rich: shows('Words with markup.', (client, say) => {
    client.messages = new Scribe().add('user', say.where).add('bot', RICH).messages;
  }),
  pictures: shows('A picture, one that cannot be had, a file.', (client, say) => {
    const url = `${location.origin}/gallery/parcel.svg`;
    client.messages = new Scribe()
      .add('bot', '', { components: [{ type: 'image', url, name: 'A parcel', text: say.way }] })
      .add('bot', '', { components: [{ type: 'image', url: 'about:blank', name: 'A map of the harbour' }] })
      .add('user', '', {
        components: [{ type: 'attachment', fileType: 'attachment', fileName: 'invoice-4711.pdf', url }],
      }).messages;
  }),
  overflow: shows('Words that are too long for any line.', (client, say) => {
    client.messages = new Scribe()
      .add('bot', LONG_WORD)
      .add('user', 'W'.repeat(90))
      .add('agent', say.way.repeat(4), { author: { name: 'Wolfeschlegelsteinhausenbergerdorff '.repeat(3) } }).messages;
    client.agent = { connected: true, name: 'Wolfeschlegelsteinhausenbergerdorff '.repeat(3) };
  }),
  'new-messages': shows('New messages while an older one is being read.', (client, say) => {
    client.messages = Array.from({ length: 6 }, (_, turn) =>
      talk(say).messages.map((message) => ({ ...message, id: `${turn}-${message.id}` })),
    ).flat();
    return {
      async after(chat) {
        const scroller = chat.element.shadowRoot.querySelector('.scroller');
        scroller.scrollTop = 0;
        await new Promise((scrolled) => scroller.addEventListener('scroll', scrolled, { once: true }));
        client.receive(...new Scribe(Date.now()).add('bot', say.day).add('bot', say.day).messages.map(renamed));
      },
    };
  }),
  'loading-history': shows('Older messages are on their way.', (client, say) => {
    client.messages = talk(say).messages;
    client.onHistory = () => new Promise(() => {});
    return {
      async after(chat) {
        chat.element.shadowRoot.querySelector('.scroller').scrollTop = 0;
        // The window is notified a frame later.
        await new Promise((next) => requestAnimationFrame(() => setTimeout(next)));
        await requestOlder(chat);
      },
    };
  }),
  'history-failed': shows('Older messages could not be loaded, and some are missing.', (client, say) => {
    const gap = { components: [{ type: 'gap' }] };
    client.messages = new Scribe().add('system', '', gap).add('bot', say.hello).add('user', say.where).messages;
    client.onHistory = () => Promise.reject(new Error('no history'));
    return { after: requestOlder };
  }),
  waiting: inState('The connection is lost, and comes back by itself.', () => ({
    status: 'waiting',
    attempt: 2,
    retryAt: Date.now() + 8_000,
    cause: lost,
  })),
  offline: inState('The device has no network.', { status: 'offline' }),
  failed: inState('The service refuses the conversation.', { status: 'failed', cause: { code: 'XO_JWT_REJECTED' } }),
  closed: shows('The conversation was ended.', (client, say) => {
    client.messages = talk(say).messages;
    client.state = { status: 'closed' };
    // An open window connects, which never succeeds here.
    client.connect = () => new Promise(() => {});
  }),
  'not-set-up': shows('The page has not said which bot.', () => ({ client: undefined })),
  draft: shows('A message being written, longer than a line.', (client, say) => {
    client.messages = new Scribe().add('bot', say.hello).messages;
    return {
      after(chat) {
        const field = chat.element.shadowRoot.querySelector('textarea');
        field.value = `${say.draft} `.repeat(12);
        field.dispatchEvent(new Event('input', { bubbles: true }));
      },
    };
  }),
  launcher: shows('The closed window.', () => ({ mode: 'floating', open: false })),
  unread: shows('The closed window, with messages that nobody has read.', (client, say) => ({
    mode: 'floating',
    open: false,
    after: () => client.receive(...new Scribe().add('bot', say.hello).add('bot', say.day).messages),
  })),
  floating: shows('The window above a page.', (client, say) => {
    client.messages = talk(say).messages;
    return { mode: 'floating' };
  }),
  docked: shows('The window along the side of a page.', (client, say) => {
    client.messages = talk(say).messages;
    return { mode: 'docked' };
  }),
};

/** Returns the message that the client would make of a sample, which is a payload or a component with one. */
function sampleMessage(sample) {
  const component = sample.template_type ? { type: 'template', payload: sample } : sample;
  const { type, payload } = component;
  const form = component.formData ?? payload.formData;
  if (form) {
    const title = payload.buttons?.[0].title;
    return [payload.text ?? '', { components: [{ type: 'form', ...form, text: payload.text, title }] }];
  }
  if (type !== 'template') return [payload.text ?? '', { components: [{ type, ...payload }] }];
  return [payload.text ?? '', { components: [{ type, templateType: payload.template_type, payload }] }];
}

/** Returns a state for each template that a bot can send. @param {Record<string, object>} samples by name */
export const templateStates = (samples) =>
  Object.fromEntries(
    Object.entries(samples).map(([name, sample]) => [
      `template ${name.replaceAll('/', ' ')}`,
      shows(`A message of the template “${name}”.`, (client, say) => {
        client.messages = new Scribe().add('user', say.where).add('bot', ...sampleMessage(sample)).messages;
      }),
    ]),
  );

const renamed = (message, index) => ({ ...message, id: `new-${index}` });

async function requestOlder(chat) {
  chat.element.shadowRoot.querySelector('.loader button').click();
}

export const sampleOf = (locale) => SAMPLES[locale] ?? SAMPLES.en;
