import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SpeechEvent, SpeechProvider } from '../../../../src/widget/store/speech-provider.js';
import '../../../../src/widget/composer/speech/speech-controller.js';
import { createBrowserSpeech } from '../../../../src/widget/composer/speech/browser-speech.js';
import { drawn, openChat, press, type } from '../../../support/chat-page.js';
import { message } from '../../../support/fake-chat-client.js';

vi.mock('../../../../src/client/index.js', () => ({ createChatClient: vi.fn() }));

beforeEach(() => sessionStorage.clear());
afterEach(() => {
  document.body.replaceChildren();
  vi.unstubAllGlobals();
});

/** A speech provider that is controlled by the test. */
class FakeVendor implements SpeechProvider {
  emit: (event: SpeechEvent) => void = () => {};
  readonly log: string[] = [];
  listen(language: string, emit: (event: SpeechEvent) => void) {
    this.emit = emit;
    this.log.push(`listen ${language}`);
    return () => void this.log.push('stop listening');
  }
  speak(text: string, language: string) {
    this.log.push(`speak ${language} ${text}`);
    return () => void this.log.push('silence');
  }
}

async function openWithSpeech(voice: SpeechProvider | boolean = new FakeVendor()) {
  const page = await openChat({ features: { voice } });
  await page.loadComposer();
  const vendor = voice as FakeVendor;
  return { ...page, vendor, field: page.find<HTMLTextAreaElement>('textarea')! };
}

const findButton = (page: { button(name: string): HTMLElement | undefined }, name: string) =>
  vi.waitUntil(() => page.button(name));

describe('dictation', () => {
  it('appends the text to the field, and updates interim results', async () => {
    const page = await openWithSpeech();
    const { vendor, field, texts, button } = page;
    type(field, 'Please');
    await drawn();
    (await findButton(page, 'Dictate')).click();
    await drawn();
    expect(texts('.hint')).toEqual(['Listening…']);
    vendor.emit({ type: 'text', text: 'water', final: false });
    vendor.emit({ type: 'text', text: 'water it', final: true });
    await drawn();
    expect(field.value).toBe('Please water it');
    button('Stop dictating')!.click();
    await drawn();
    expect(vendor.log).toEqual(['listen en', 'stop listening']);
    vendor.emit({ type: 'text', text: 'too late', final: true });
    await drawn();
    expect([field.value, texts('.hint')]).toEqual(['Please water it', []]);
  });

  it('ends when the user edits the text, which stays', async () => {
    const page = await openWithSpeech();
    (await findButton(page, 'Dictate')).click();
    page.vendor.emit({ type: 'text', text: 'water it', final: false });
    await drawn();
    type(page.field, 'Water them');
    page.vendor.emit({ type: 'text', text: 'water it please', final: true });
    await drawn();
    expect(page.field.value).toBe('Water them');
    expect(page.vendor.log).toEqual(['listen en', 'stop listening']);
    expect(page.button('Dictate')).toBeDefined();
  });

  it('ends when the message is sent or the chat is removed', async () => {
    const page = await openWithSpeech();
    (await findButton(page, 'Dictate')).click();
    page.vendor.emit({ type: 'text', text: 'hello', final: true });
    await drawn();
    press(page.field, 'Enter');
    expect(page.vendor.log.at(-1)).toBe('stop listening');
    (await findButton(page, 'Dictate')).click();
    page.chat.destroy();
    expect(page.vendor.log.filter((line) => line === 'stop listening')).toHaveLength(2);
  });

  it.each([
    [
      'refused',
      'The microphone is not allowed. Allow it for this page in the settings of your browser, then try again.',
    ],
    ['no-microphone', 'No microphone was found.'],
    ['failed', 'Speech could not be recognised. Please try again.'],
  ] as const)('explains why it does not work: %s', async (why, words) => {
    const page = await openWithSpeech();
    (await findButton(page, 'Dictate')).click();
    page.vendor.emit({ type: 'problem', why });
    await drawn();
    expect(page.texts('[role=alert] p')).toEqual([words]);
    expect(page.button('Dictate')).toBeDefined();
  });
});

describe('reading aloud', () => {
  it('speaks each new message once, as plain text, until it is stopped', async () => {
    const page = await openWithSpeech();
    const { client, vendor, button } = page;
    client.receive(message('before'));
    (await findButton(page, 'Read answers aloud')).click();
    const answer = message('*Hello* you');
    client.receive(answer);
    client.emit('message', answer);
    client.receive(message('mine', { from: 'user' }));
    client.receive(message('grow', { streaming: true }));
    await drawn();
    expect(vendor.log).toEqual(['speak en Hello you']);
    button('Stop reading aloud')!.click();
    client.receive(message('after'));
    expect(vendor.log).toEqual(['speak en Hello you', 'silence']);
  });
});

describe('the speech buttons', () => {
  it('are only shown for what the provider supports', async () => {
    const page = await openWithSpeech({ speak: () => () => {} });
    await findButton(page, 'Read answers aloud');
    expect(page.button('Dictate')).toBeUndefined();
  });

  it('are not shown without the feature', async () => {
    const page = await openChat();
    await page.loadComposer();
    await drawn();
    expect([page.button('Dictate'), page.button('Read answers aloud')]).toEqual([undefined, undefined]);
  });
});

describe('browser speech', () => {
  class FakeRecognition extends EventTarget {
    static made: FakeRecognition[] = [];
    lang = '';
    continuous = false;
    interimResults = false;
    aborted = false;
    constructor() {
      super();
      FakeRecognition.made.push(this);
    }
    start() {}
    abort() {
      this.aborted = true;
    }
    emit(type: string, fields: object = {}) {
      this.dispatchEvent(Object.assign(new Event(type), fields));
    }
  }

  function listen() {
    vi.stubGlobal('webkitSpeechRecognition', FakeRecognition);
    const events: SpeechEvent[] = [];
    const stop = createBrowserSpeech().listen!('de', (one) => events.push(one));
    return { events, stop, recognition: FakeRecognition.made.at(-1)! };
  }

  it('joins results', () => {
    const { events, recognition, stop } = listen();
    const result = (transcript: string, isFinal: boolean) => Object.assign([{ transcript }], { isFinal });
    recognition.emit('result', { results: [result('Guten', true), result(' Ta', false)] });
    recognition.emit('result', { results: [result('Guten', true), result(' Tag', true)] });
    stop();
    recognition.emit('result', { results: [result('late', true)] });
    recognition.emit('end');
    expect(events).toEqual([
      { type: 'text', text: 'Guten Ta', final: false },
      { type: 'text', text: 'Guten Tag', final: true },
      { type: 'end' },
    ]);
    expect([recognition.lang, recognition.aborted]).toEqual(['de', true]);
  });

  it.each([
    ['not-allowed', { type: 'problem', why: 'refused' }],
    ['service-not-allowed', { type: 'problem', why: 'refused' }],
    ['audio-capture', { type: 'problem', why: 'no-microphone' }],
    ['network', { type: 'problem', why: 'failed' }],
    ['no-speech', { type: 'end' }],
  ])('reports %s', (error, expected) => {
    const { events, recognition } = listen();
    recognition.emit('error', { error });
    recognition.emit('end');
    expect(events).toEqual([expected]);
  });

  it('reports a problem if recognition does not start', () => {
    vi.stubGlobal(
      'SpeechRecognition',
      class extends FakeRecognition {
        override start() {
          throw new DOMException('', 'InvalidStateError');
        }
      },
    );
    const events: SpeechEvent[] = [];
    createBrowserSpeech().listen!('en', (one) => events.push(one));
    expect(events).toEqual([{ type: 'problem', why: 'failed' }]);
  });

  it('supports what the browser has', () => {
    vi.stubGlobal('speechSynthesis', undefined);
    expect(createBrowserSpeech()).toEqual({});
    const spoken: { text: string; lang: string }[] = [];
    const cancel = vi.fn();
    vi.stubGlobal('speechSynthesis', { speak: (one: { text: string; lang: string }) => spoken.push(one), cancel });
    vi.stubGlobal(
      'SpeechSynthesisUtterance',
      class {
        lang = '';
        constructor(readonly text: string) {}
      },
    );
    createBrowserSpeech().speak!('Hallo', 'de')();
    expect(spoken).toMatchObject([{ text: 'Hallo', lang: 'de' }]);
    expect(cancel).toHaveBeenCalledOnce();
  });
});
