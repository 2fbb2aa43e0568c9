import { expect } from 'vitest';
import { ChatWindow } from '../../support/chat-window.js';
import { scenarioTest, strictCsp } from '../../support/scenario.js';

const test = scenarioTest(import.meta.url, {
  csp: strictCsp(),
  emulator: { script: async ({ text }, say) => void (await say(`*You* said: ${text}`)) },
});

/** What a test asks the page about. */
interface SpeechEvent {
  said: string[];
  shown: string[];
  refuse: boolean;
}

/** Ears, a mouth and a desktop in place of those of the machine, which may have none. */
function fakeSenses(): void {
  const heard: SpeechEvent = { said: [], shown: [], refuse: false };
  class Recognition extends EventTarget {
    start() {
      const tell = (type: string, fields: object) => this.dispatchEvent(Object.assign(new Event(type), fields));
      if (heard.refuse) tell('error', { error: 'not-allowed' });
      else tell('result', { results: [Object.assign([{ transcript: 'what I say' }], { isFinal: true })] });
    }
    abort() {}
  }
  class FakeNotification extends EventTarget {
    static requestPermission = () => Promise.resolve('granted');
    constructor(title: string, { body }: NotificationOptions) {
      super();
      heard.shown.push(`${title}: ${body}`);
    }
    close() {}
  }
  const speechSynthesis = { speak: ({ text }: SpeechSynthesisUtterance) => heard.said.push(text), cancel() {} };
  for (const [name, value] of Object.entries({
    heard,
    SpeechRecognition: Recognition,
    speechSynthesis,
    Notification: FakeNotification,
  })) {
    Object.defineProperty(globalThis, name, { value, configurable: true });
  }
}

test('a message is dictated, the answer read aloud, and told of where nobody looks', async ({ page }) => {
  await page.addInitScript(fakeSenses);
  await page.reload();
  const chat = new ChatWindow(page);
  const root = page.locator('xo-chat');
  const heard = () => page.evaluate(() => (globalThis as unknown as { heard: SpeechEvent }).heard);

  await chat.loadComposer();
  await root.getByRole('button', { name: 'Read answers aloud' }).press('Enter');
  await root.getByRole('button', { name: 'Dictate', exact: true }).press('Enter');
  await root.getByText('Listening…').waitFor();
  await expect.poll(() => chat.input.inputValue()).toBe('what I say');
  await chat.input.press('Enter');
  await expect.poll(async () => (await heard()).said).toEqual(['You said: what I say']);
  await expect.poll(() => root.getByText('Listening…').count()).toBe(0);

  await root.getByRole('button', { name: 'Notify me of new messages' }).press('Enter');
  await root.getByRole('button', { name: 'Stop notifying me' }).waitFor();
  await page.evaluate(() =>
    Object.defineProperty(document, 'visibilityState', { get: () => 'hidden', configurable: true }),
  );
  await chat.say('again');
  await expect.poll(async () => (await heard()).shown).toEqual([expect.stringContaining('You said: again')]);

  await page.evaluate(() => {
    (globalThis as unknown as { heard: SpeechEvent }).heard.refuse = true;
  });
  await root.getByRole('button', { name: 'Dictate', exact: true }).press('Enter');
  await root.getByRole('alert').getByText('The microphone is not allowed.').waitFor();
});
