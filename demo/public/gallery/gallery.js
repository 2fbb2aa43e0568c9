import { defineXoChat, mountChat } from '/dist/widget/index.js';
import { ScriptedClient } from './scripted-client.js';
import { STATES, sampleOf, templateStates } from './states.js';

const NAME = 'Harbour Shop';

const templates = templateStates(await (await fetch('/gallery/templates.json')).json());

const form = document.querySelector('#look');
const stage = document.querySelector('#stage');

let shown;

/** The options of a page that does not name a bot. */
function unconfigured({ theme, locale }) {
  defineXoChat();
  const element = document.createElement('xo-chat');
  Object.assign(element, { theme, locale, mode: 'inline' });
  stage.append(element);
  return { element, destroy: () => element.destroy() };
}

let turn = Promise.resolve();

/** Replaces the state on the stage. Calls run one after the other. Resolves when the state is shown. */
function show(look) {
  turn = turn.then(() => put(look));
  return turn;
}

async function put({ state, theme = 'auto', locale = 'en', width = 'full' }) {
  shown?.destroy();
  const { arrange, about } = { ...STATES, ...templates }[state];
  // Each state has its own bot, because drafts are stored per bot and would appear in other states.
  const bot = { name: NAME, id: `st-${state}-${locale}` };
  const client = new ScriptedClient(bot);
  const { after, ...look } = arrange(client, sampleOf(locale)) ?? {};
  const options = { theme, locale, mode: 'inline', open: true, ...look };
  const inPage = options.mode !== 'inline';
  stage.dataset.width = width;
  document.querySelector('#about').textContent = about;
  shown =
    'client' in look
      ? unconfigured(options)
      : mountChat({
          client,
          bot,
          target: inPage ? document.body : stage,
          ...options,
        });
  await painted();
  await after?.(shown);
  await painted();
}

/** Waits for some frames without a new file from the server, so that lazy parts are rendered, too. */
async function painted() {
  const loaded = () => performance.getEntriesByType('resource').length;
  for (let quiet = 0, before = loaded(); quiet < 4; quiet++) {
    await new Promise((next) => requestAnimationFrame(() => setTimeout(next)));
    if (loaded() !== before) quiet = 0;
    before = loaded();
  }
}

/** For pictures and tests: the names of all states, and a function that shows one. */
globalThis.gallery = { states: Object.keys(STATES), templates: Object.keys(templates), show };

for (const name of [...gallery.states, ...gallery.templates]) {
  form.elements.state.add(new Option(name.replaceAll('-', ' '), name));
}

/** `#state=waiting&theme=dark&locale=ar&width=320`, and `bare` for the window alone. */
const read = () => new URLSearchParams(location.hash.slice(1));

function showChosen() {
  const wanted = read();
  document.body.classList.toggle('bare', wanted.has('bare'));
  for (const [name, value] of wanted) if (form.elements[name]) form.elements[name].value = value;
  if (!form.elements.state.value) form.elements.state.selectedIndex = 0;
  return show(Object.fromEntries(new FormData(form)));
}

form.addEventListener('change', () => {
  const chosen = new URLSearchParams([...new FormData(form)]);
  if (read().has('bare')) chosen.set('bare', '');
  history.replaceState(null, '', `#${chosen}`);
  void showChosen();
});
addEventListener('hashchange', () => void showChosen());

await showChosen();
