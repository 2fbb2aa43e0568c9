import { afterEach, describe, expect, it, vi } from 'vitest';
import { cancelForm, listenToForm } from '../../../../src/widget/templates/embeds/form-bridge.js';

const ORIGIN = 'https://forms.example';

afterEach(() => document.body.replaceChildren());

function listen(ofFrame = ORIGIN) {
  const frame = document.createElement('iframe');
  // happy-dom does not load frames.
  const inside = { postMessage: vi.fn() };
  Object.defineProperty(frame, 'contentWindow', { value: inside });
  document.body.append(frame);
  const received: string[] = [];
  const stop = listenToForm(frame, ofFrame, (action) => received.push(action));
  const post = (data: unknown, origin = ofFrame, source: unknown = inside) => {
    const event = new MessageEvent('message', { data, origin });
    Object.defineProperty(event, 'source', { value: source });
    window.dispatchEvent(event);
  };
  return { frame, inside, received, stop, post };
}

describe('listenToForm', () => {
  it('reports the action with which the form ended', () => {
    const { received, post } = listen();
    for (const action of ['formSubmit', 'formCancel', 'formClose']) post({ event: 'formEvent', action });
    expect(received).toEqual(['formSubmit', 'formCancel', 'formClose']);
  });

  it('ignores other senders and other messages', () => {
    const { received, post } = listen();
    const submit = { event: 'formEvent', action: 'formSubmit' };
    post(submit, 'https://elsewhere.example');
    post(submit, 'null');
    post(submit, ORIGIN, window);
    post(submit, ORIGIN, null);
    for (const data of [null, 'formSubmit', { event: 'formEvent', action: 'formSteal' }, { action: 'formSubmit' }])
      post(data);
    expect(received).toEqual([]);
  });

  it('accepts a form with an opaque origin from its own frame only', () => {
    const { received, post } = listen('null');
    const submit = { event: 'formEvent', action: 'formSubmit' };
    post(submit, 'null', window);
    post(submit, 'null', { postMessage() {} });
    post(submit, 'null', null);
    post(submit, ORIGIN);
    post({ event: 'formEvent', action: 'formSteal' });
    expect(received).toEqual([]);
    post(submit);
    expect(received).toEqual(['formSubmit']);
  });

  it('ignores all messages after it was stopped', () => {
    const { received, stop, post } = listen();
    stop();
    post({ event: 'formEvent', action: 'formSubmit' });
    expect(received).toEqual([]);
  });
});

describe('cancelForm', () => {
  it('notifies only the origin of the form', () => {
    const { frame, inside } = listen();
    cancelForm(frame, ORIGIN);
    expect(inside.postMessage.mock.calls).toEqual([
      [{ event: 'formEvent', action: 'formCancel', payload: {}, metaData: {} }, ORIGIN],
    ]);
  });

  it('notifies a form with an opaque origin through its frame', () => {
    const { frame, inside } = listen('null');
    cancelForm(frame, 'null');
    expect(inside.postMessage.mock.calls).toEqual([[expect.objectContaining({ action: 'formCancel' }), '*']]);
  });
});
