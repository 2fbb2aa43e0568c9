import { defineXoChat, mountChat } from '/dist/widget/index.js';
import { ScriptedClient } from './scripted-client.js';
import { STATES, sampleOf, templateStates } from './states.js';

const NAME = 'Harbour Shop';

const templates = templateStates(await (await fetch('/gallery/templates.json')).json());

const form = document.querySelector('#look');
const stage = document.querySelector('#stage');

let shown;

/** The window of a page that has not said which bot. */
function unconfigured({ theme, locale }) {
  defineXoChat();
  const element = document.createElement('xo-chat');
  Object.assign(element, { theme, locale, mode: 'inline' });
  stage.append(element);
  return { element, destroy: () => element.destroy() };
}

let turn = Promise.resolve();

/** Puts a state on the stage, in place of the one before, one after the other. Resolves when it stands. */
function show(look) {
  turn = turn.then(() => put(look));
  return turn;
}

async function put({ state, theme = 'auto', locale = 'en', width = 'full' }) {
  shown?.destroy();
  const { arrange, about } = { ...STATES, ...templates }[state];
  // A bot of its own for each: drafts are kept, and are not to turn up elsewhere.
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

/** Some frames without anything new from the server: what loads later is drawn as well. */
async function painted() {
  const loaded = () => performance.getEntriesByType('resource').length;
  for (let quiet = 0, before = loaded(); quiet < 4; quiet++) {
    await new Promise((next) => requestAnimationFrame(() => setTimeout(next)));
    if (loaded() !== before) quiet = 0;
    before = loaded();
  }
}

/** For pictures and checks: all there is to be seen, and a way to see it. */
globalThis.gallery = { states: Object.keys(STATES), templates: Object.keys(templates), show };

for (const name of [...gallery.states, ...gallery.templates]) {
  form.elements.state.add(new Option(name.replaceAll('-', ' '), name));
}

/** `#state=waiting&theme=dark&locale=ar&width=320`, and `bare` for nothing but the window. */
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
