import { expect } from 'vitest';
import { ChatWindow } from '../../support/chat-window.js';
import { scenarioTest, strictCsp } from '../../support/scenario.js';

const test = scenarioTest(import.meta.url, {
  csp: strictCsp(),
  emulator: { script: async ({ text }, say) => void (await say(`*You* said: ${text}`)) },
});

/** Records what the page speaks and shows. */
interface FakeDevices {
  spoken: string[];
  notifications: string[];
  /** Whether the microphone is not allowed. */
  refuse: boolean;
}

/** Replaces speech recognition, speech synthesis and notifications, which the machine may not have. */
function installFakeDevices(): void {
  const devices: FakeDevices = { spoken: [], notifications: [], refuse: false };
  class Recognition extends EventTarget {
    start() {
      const emit = (type: string, fields: object) => this.dispatchEvent(Object.assign(new Event(type), fields));
      if (devices.refuse) emit('error', { error: 'not-allowed' });
      else emit('result', { results: [Object.assign([{ transcript: 'what I say' }], { isFinal: true })] });
    }
    abort() {}
  }
  class FakeNotification extends EventTarget {
    static requestPermission = () => Promise.resolve('granted');
    constructor(title: string, { body }: NotificationOptions) {
      super();
      devices.notifications.push(`${title}: ${body}`);
    }
    close() {}
  }
  const speechSynthesis = { speak: ({ text }: SpeechSynthesisUtterance) => devices.spoken.push(text), cancel() {} };
  for (const [name, value] of Object.entries({
    devices,
    SpeechRecognition: Recognition,
    speechSynthesis,
    Notification: FakeNotification,
  })) {
    Object.defineProperty(globalThis, name, { value, configurable: true });
  }
}

test('a message can be dictated, its answer is read aloud, and hidden pages show notifications', async ({ page }) => {
  await page.addInitScript(installFakeDevices);
  await page.reload();
  const chat = new ChatWindow(page);
  const root = page.locator('xo-chat');
  const devices = () => page.evaluate(() => (globalThis as unknown as { devices: FakeDevices }).devices);

  await chat.loadComposer();
  await root.getByRole('button', { name: 'Read answers aloud' }).press('Enter');
  await root.getByRole('button', { name: 'Dictate', exact: true }).press('Enter');
  await root.getByText('Listening…').waitFor();
  await expect.poll(() => chat.input.inputValue()).toBe('what I say');
  await chat.input.press('Enter');
  await expect.poll(async () => (await devices()).spoken).toEqual(['You said: what I say']);
  await expect.poll(() => root.getByText('Listening…').count()).toBe(0);

  await root.getByRole('button', { name: 'Notify me of new messages' }).press('Enter');
  await root.getByRole('button', { name: 'Stop notifying me' }).waitFor();
  await page.evaluate(() =>
    Object.defineProperty(document, 'visibilityState', { get: () => 'hidden', configurable: true }),
  );
  await chat.send('again');
  await expect.poll(async () => (await devices()).notifications).toEqual([expect.stringContaining('You said: again')]);

  await page.evaluate(() => {
    (globalThis as unknown as { devices: FakeDevices }).devices.refuse = true;
  });
  await root.getByRole('button', { name: 'Dictate', exact: true }).press('Enter');
  await root.getByRole('alert').getByText('The microphone is not allowed.').waitFor();
});
