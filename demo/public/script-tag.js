// What a host page can do with the element: listen.
const chat = document.querySelector('xo-chat');
const line = document.querySelector('#events');

for (const name of ['xo-open', 'xo-close', 'xo-message', 'xo-state', 'xo-error']) {
  chat.addEventListener(name, () => {
    line.textContent = `${new Date().toLocaleTimeString()} · ${name}`;
  });
}
