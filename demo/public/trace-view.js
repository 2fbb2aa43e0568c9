import { readEntry, WAYS } from '/trace-line.js';

/** Maximum of entries. The oldest ones are removed first. */
const MAX_ENTRIES = 500;

const element = (name, properties = {}, ...children) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
};

/** Controls the list of frames. It follows the newest entry unless the reader has scrolled up, and can be filtered, paused and copied. */
export function createTraceView() {
  const list = document.querySelector('#trace');
  const empty = document.querySelector('#trace-empty');
  const filter = document.querySelector('#filter');
  const pause = document.querySelector('#pause');
  const copy = document.querySelector('#copy');
  /** Rows in the list, oldest first: the entry, its element, and the text that the filter searches. */
  let rows = [];
  /** Entries that were received while paused. */
  let held = [];
  const isPaused = () => pause.getAttribute('aria-pressed') === 'true';

  function add(entries) {
    if (entries.length === 0) return;
    const follows = list.scrollHeight - list.scrollTop - list.clientHeight < 40;
    for (const entry of entries) insert(createRow(entry));
    for (const { item } of rows.splice(0, Math.max(0, rows.length - MAX_ENTRIES))) item.remove();
    if (follows) list.scrollTop = list.scrollHeight;
    updateCounts();
  }

  /** Inserts by time, because entries of the page itself arrive before older ones of the server. */
  function insert(row) {
    applyFilter(row);
    const at = rows.findLastIndex(({ entry }) => entry.at <= row.entry.at) + 1;
    list.insertBefore(row.item, rows[at]?.item ?? null);
    rows.splice(at, 0, row);
  }

  function receive(entry) {
    if (!isPaused()) return add([entry]);
    held = [...held, entry].slice(-MAX_ENTRIES);
    updateCounts();
  }

  function applyFilter(row) {
    const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
    row.item.hidden = !words.every((word) => row.text.includes(word));
  }

  const shown = () => rows.filter(({ item }) => !item.hidden);

  function updateCounts() {
    empty.hidden = shown().length > 0;
    empty.textContent = rows.length > 0 ? `None of ${rows.length} entries matches the filter.` : 'Nothing yet.';
    pause.textContent = isPaused() ? (held.length > 0 ? `Go on (${held.length} new)` : 'Go on') : 'Pause';
  }

  filter.addEventListener('input', () => {
    rows.forEach(applyFilter);
    updateCounts();
  });

  pause.addEventListener('click', () => {
    pause.setAttribute('aria-pressed', String(!isPaused()));
    if (!isPaused()) add(held.splice(0));
    updateCounts();
  });

  document.querySelector('#clear').addEventListener('click', () => {
    rows = [];
    held = [];
    list.replaceChildren();
    updateCounts();
  });

  copy.addEventListener('click', async () => {
    const lines = shown().map(({ entry }) => JSON.stringify(entry));
    try {
      await navigator.clipboard.writeText(lines.join('\n'));
      copy.textContent = `Copied ${lines.length}`;
    } catch {
      copy.textContent = 'The browser refused';
    }
    setTimeout(() => {
      copy.textContent = 'Copy';
    }, 2000);
  });

  return {
    add: receive,

    /** Counts the matching entries, including those that were received while paused. */
    count: (matches) => [...rows.map(({ entry }) => entry), ...held].filter(matches).length,

    /** Resolves when entries can arrive, and also if the connection fails. */
    listen: (url) =>
      new Promise((resolve) => {
        const source = new EventSource(url);
        let run;
        source.addEventListener('ready', ({ data }) => {
          // The demo was restarted, so it knows neither this visitor nor the conversation.
          if (run !== undefined && run !== data) location.reload();
          run = data;
          resolve();
        });
        source.addEventListener('error', resolve);
        source.addEventListener('message', ({ data }) => receive(JSON.parse(data)));
      }),
  };
}

function createRow(entry) {
  const { way, type, gist, failed } = readEntry(entry);
  const [arrow, words] = WAYS[way];
  const at = new Date(entry.at);
  const time = element('time', { dateTime: at.toISOString() }, clockTime(at));
  const details = element('details');
  details.append(
    element(
      'summary',
      { className: failed ? 'failed' : '' },
      time,
      element('span', { className: 'way', title: words, ariaHidden: 'true' }, arrow),
      element(
        'span',
        { className: 'type', title: type },
        element('span', { className: 'hidden-text' }, `${words}: `),
        type,
      ),
      element('span', { className: 'gist' }, gist),
      // Several sockets can be open at once: that of the page, and that of another tab.
      element('span', { className: 'socket', title: 'number of the socket' }, entry.socket ? `#${entry.socket}` : ''),
    ),
  );
  // The JSON is written when the details are opened, because most of them never are.
  details.addEventListener('toggle', () => {
    if (details.open && details.children.length === 1) {
      details.append(element('pre', { tabIndex: 0, ariaLabel: 'JSON' }, JSON.stringify(entry.frame ?? entry, null, 2)));
    }
  });
  const item = element('li', { className: way }, details);
  return { entry, item, text: `${words} ${type} ${gist} ${JSON.stringify(entry)}`.toLowerCase() };
}

function clockTime(at) {
  const two = (number) => String(number).padStart(2, '0');
  const ms = String(at.getMilliseconds()).padStart(3, '0');
  return `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}.${ms}`;
}
