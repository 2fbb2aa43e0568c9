import { mountChat } from '/dist/widget/index.js';
import { createTraceView } from '/trace-view.js';

const outcome = document.querySelector('#outcome');
const trace = createTraceView();

// The trace first, so that it sees the first frames. A browser without it still gets its chat.
await trace.listen('/demo/trace');

const { client } = mountChat({
  target: '#chat',
  apiUrl: location.origin,
  bot: { name: 'Demo Bot', id: 'st-demo' },
  jwtUrl: '/token',
  open: true,
});

for (const button of document.querySelectorAll('[data-say]')) {
  button.addEventListener('click', () => {
    client.send(button.dataset.say).catch((failure) => show(failure.message, true));
  });
}

for (const button of document.querySelectorAll('[data-action]')) {
  button.addEventListener('click', async () => {
    button.disabled = true;
    try {
      const response = await fetch(`/demo/actions/${button.dataset.action}`, { method: 'POST' });
      const { message } = await response.json();
      if (response.ok && button.dataset.then) await client.send(button.dataset.then);
      show(message, !response.ok);
    } catch (failure) {
      show(`That did not work: ${failure.message}`, true);
    } finally {
      button.disabled = false;
      button.focus();
    }
  });
}

function show(text, bad = false) {
  outcome.textContent = text;
  outcome.classList.toggle('bad', bad);
}
