const chat = document.querySelector('xo-chat');
const list = document.querySelector('#events');

for (const name of ['xo-open', 'xo-close', 'xo-message', 'xo-state', 'xo-error']) {
  chat.addEventListener(name, ({ detail }) => {
    const what = detail?.text ?? detail?.current?.status ?? detail?.code ?? '';
    const item = document.createElement('li');
    item.textContent = `${new Date().toLocaleTimeString()} ${name} ${what}`;
    list.prepend(item);
    list.children[8]?.remove();
  });
}
