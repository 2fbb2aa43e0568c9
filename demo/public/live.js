import { mountChat } from '/dist/widget/index.js';
import { createOutcome } from '/outcome.js';
import { createTraceView } from '/trace-view.js';

const outcome = createOutcome();
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

client.on('state', ({ current: { status, retryAt, cause } }) => {
  // The steps of connecting are calls, which the trace has anyway.
  if (['authorizing', 'starting', 'opening'].includes(status)) return;
  trace.add({ direction: 'state', at: Date.now(), status, retryAt, reason: cause?.code });
});

for (const button of document.querySelectorAll('[data-say]')) {
  button.addEventListener('click', () => {
    client.send(button.dataset.say).catch((failure) => outcome.complain(failure.message));
  });
}

/** What the page does after the server has done its part, and says at the end. */
const FOLLOW_UPS = {
  async 'lose-ack'() {
    const text = 'Do you hear me once?';
    const since = Date.now();
    await client.send(text);
    const sent = trace.count(({ at, frame }) => at >= since && frame?.resourceid && frame.message?.body === text);
    outcome.say(
      sent === 1
        ? 'The ack was lost. The client asked the history, found its message there, and did not send it again.'
        : `The ack was lost, and the message sent ${sent} times.`,
    );
  },

  async down({ downMs }) {
    const comeBack = async () => {
      await new Promise((resolve) => setTimeout(resolve, downMs));
      const { status, retryAt } = client.state;
      if (status !== 'ready') outcome.say('The platform is back. The client’s next attempt:', retryAt - Date.now());
    };
    outcome.say('The platform is down. A message waits in the chat. Write more: all of it waits.', downMs);
    await Promise.all([client.send('I was written while the platform was down.'), comeBack()]);
    outcome.say('The platform is back, and what waited has arrived, in the order it was written.');
  },
};

for (const button of document.querySelectorAll('[data-action]')) {
  button.addEventListener('click', async () => {
    // Not `disabled`: that would take the focus from whoever uses the keyboard.
    if (button.ariaDisabled === 'true') return;
    button.ariaDisabled = 'true';
    try {
      const response = await fetch(`/demo/actions/${button.dataset.action}`, { method: 'POST' });
      const answer = await response.json();
      if (!response.ok) return outcome.complain(answer.message);
      outcome.say(answer.message);
      await FOLLOW_UPS[button.dataset.action]?.(answer);
    } catch (failure) {
      outcome.complain(`That did not work: ${failure.message}`);
    } finally {
      button.ariaDisabled = null;
    }
  });
}
