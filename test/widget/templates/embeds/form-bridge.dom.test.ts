import { afterEach, describe, expect, it, vi } from 'vitest';
import { cancelForm, listenToForm } from '../../../../src/widget/templates/embeds/form-bridge.js';

const ORIGIN = 'https://forms.example';

afterEach(() => document.body.replaceChildren());

function listen(ofFrame = ORIGIN) {
  const frame = document.createElement('iframe');
  // This DOM opens no frames.
  const inside = { postMessage: vi.fn() };
  Object.defineProperty(frame, 'contentWindow', { value: inside });
  document.body.append(frame);
  const heard: string[] = [];
  const off = listenToForm(frame, ofFrame, (action) => heard.push(action));
  const tell = (data: unknown, origin = ofFrame, source: unknown = inside) => {
    const event = new MessageEvent('message', { data, origin });
    Object.defineProperty(event, 'source', { value: source });
    window.dispatchEvent(event);
  };
  return { frame, inside, heard, off, tell };
}

describe('listenToForm', () => {
  it('hears how the form ended', () => {
    const { heard, tell } = listen();
    for (const action of ['formSubmit', 'formCancel', 'formClose']) tell({ event: 'formEvent', action });
    expect(heard).toEqual(['formSubmit', 'formCancel', 'formClose']);
  });

  it('hears nobody else, and nothing else', () => {
    const { heard, tell } = listen();
    const submit = { event: 'formEvent', action: 'formSubmit' };
    tell(submit, 'https://elsewhere.example');
    tell(submit, 'null');
    tell(submit, ORIGIN, window);
    tell(submit, ORIGIN, null);
    for (const data of [null, 'formSubmit', { event: 'formEvent', action: 'formSteal' }, { action: 'formSubmit' }])
      tell(data);
    expect(heard).toEqual([]);
  });

  it('hears a form that has no origin in its frame, and nobody else without one', () => {
    const { heard, tell } = listen('null');
    const submit = { event: 'formEvent', action: 'formSubmit' };
    tell(submit, 'null', window);
    tell(submit, 'null', { postMessage() {} });
    tell(submit, 'null', null);
    tell(submit, ORIGIN);
    tell({ event: 'formEvent', action: 'formSteal' });
    expect(heard).toEqual([]);
    tell(submit);
    expect(heard).toEqual(['formSubmit']);
  });

  it('hears nothing any more when it has ended', () => {
    const { heard, off, tell } = listen();
    off();
    tell({ event: 'formEvent', action: 'formSubmit' });
    expect(heard).toEqual([]);
  });
});

describe('cancelForm', () => {
  it('tells the form alone', () => {
    const { frame, inside } = listen();
    cancelForm(frame, ORIGIN);
    expect(inside.postMessage.mock.calls).toEqual([
      [{ event: 'formEvent', action: 'formCancel', payload: {}, metaData: {} }, ORIGIN],
    ]);
  });

  it('tells a form that has no origin by its frame', () => {
    const { frame, inside } = listen('null');
    cancelForm(frame, 'null');
    expect(inside.postMessage.mock.calls).toEqual([[expect.objectContaining({ action: 'formCancel' }), '*']]);
  });
});
