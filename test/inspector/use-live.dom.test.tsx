import { render } from 'preact';
import { expect, test } from 'vitest';
import { LiveTrace } from '../../src/inspector/live-trace.js';
import { useLive } from '../../src/inspector/use-live.js';

const state = (name: string) => ({
  state: { bot: { name, id: 'st-1' }, apiUrl: '', muted: false, users: [], userCount: 0, rules: [] },
});

test('what is told between the first drawing and its effects is shown, as what is told later', async () => {
  const trace = new LiveTrace();
  function Name() {
    return <p>{useLive(trace).state?.bot.name ?? 'nobody'}</p>;
  }
  render(<Name />, document.body);
  expect(document.body.textContent).toBe('nobody');
  trace.take(state('Early'));
  await expect.poll(() => document.body.textContent).toBe('Early');
  trace.take(state('Late'));
  await expect.poll(() => document.body.textContent).toBe('Late');
  render(null, document.body);
});
