import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import '../../../../src/widget/composer/notifications/notifications-controller.js';
import { drawn, openChat } from '../../../support/chat-page.js';
import { deferred } from '../../../support/deferred.js';
import { message } from '../../../support/fake-chat-client.js';

vi.mock('../../../../src/client/index.js', () => ({ createChatClient: vi.fn() }));

const shown: { title: string; body: string; silent: boolean }[] = [];
const tones: number[] = [];
let permission: NotificationPermission;

class FakeNotification extends EventTarget {
  static readonly requestPermission = vi.fn(() => Promise.resolve(permission));
  constructor(title: string, { body, silent }: { body: string; silent: boolean }) {
    super();
    shown.push({ title, body, silent });
  }
  close() {}
}

class FakeAudio {
  readonly currentTime = 0;
  readonly destination = {};
  resume = () => Promise.resolve();
  close = vi.fn(() => Promise.resolve());
  createGain() {
    const gain = { setValueAtTime: () => {}, exponentialRampToValueAtTime: () => {} };
    return { gain, connect: (to: object) => to };
  }
}

beforeEach(() => {
  sessionStorage.clear();
  shown.length = 0;
  tones.length = 0;
  permission = 'granted';
  vi.stubGlobal('Notification', FakeNotification);
  vi.stubGlobal('AudioContext', FakeAudio);
  vi.stubGlobal(
    'OscillatorNode',
    class {
      constructor(_: object, { frequency }: { frequency: number }) {
        tones.push(frequency);
      }
      connect = (to: object) => to;
      start() {}
      stop() {}
    },
  );
});

afterEach(() => {
  document.body.replaceChildren();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

async function openWithNotifications() {
  const page = await openChat({ features: { notifications: true } });
  await page.loadComposer();
  const bell = await vi.waitUntil(() => page.button('Notify me of new messages'));
  return { ...page, bell };
}

const hide = () => vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');

describe('a notification', () => {
  it('is shown with a sound after the user has turned it on', async () => {
    const { client, bell, button } = await openWithNotifications();
    hide();
    client.receive(message('not asked for yet'));
    expect(shown).toEqual([]);
    bell.click();
    await vi.waitUntil(() => button('Stop notifying me'));
    client.receive(message('*Your* order is here', { from: 'agent', author: { name: 'Ann' } }));
    client.receive(message('x'.repeat(300)));
    client.receive(message('mine', { from: 'user' }));
    expect(shown).toEqual([
      { title: 'Ann', body: 'Your order is here', silent: true },
      { title: 'Demo', body: `${'x'.repeat(180)}…`, silent: true },
    ]);
    expect(tones).toHaveLength(4);
    button('Stop notifying me')!.click();
    await drawn();
    client.receive(message('after'));
    expect(shown).toHaveLength(2);
  });

  it('is not shown while the page is visible', async () => {
    const { client, bell, button } = await openWithNotifications();
    bell.click();
    await vi.waitUntil(() => button('Stop notifying me'));
    client.receive(message('hello'));
    expect([shown, tones]).toEqual([[], []]);
  });

  it('is explained if the browser denies the permission', async () => {
    permission = 'denied';
    const { bell, texts, find } = await openWithNotifications();
    bell.click();
    await vi.waitUntil(() => find('[role=alert]'));
    expect(texts('[role=alert] p')).toEqual([
      'Notifications are blocked. Allow them for this page in the settings of your browser, then try again.',
    ]);
  });

  it('requests the permission once, however often the button is pressed meanwhile', async () => {
    const { client, bell, button } = await openWithNotifications();
    hide();
    FakeNotification.requestPermission.mockClear();
    bell.click();
    bell.click();
    const off = await vi.waitUntil(() => button('Stop notifying me'));
    expect(FakeNotification.requestPermission).toHaveBeenCalledTimes(1);
    client.receive(message('hello'));
    expect(shown).toHaveLength(1);
    off.click();
    client.receive(message('after'));
    expect(shown).toHaveLength(1);
  });

  it('is not turned on if the chat was removed before the user grants the permission', async () => {
    const { chat, client, bell } = await openWithNotifications();
    const permission = deferred<NotificationPermission>();
    FakeNotification.requestPermission.mockReturnValueOnce(permission.promise);
    bell.click();
    chat.destroy();
    permission.resolve('granted');
    await drawn();
    expect(client.listenerCount).toBe(0);
  });

  it('leaves no listener and no audio after the chat was removed', async () => {
    const { chat, client, bell, button } = await openWithNotifications();
    bell.click();
    await vi.waitUntil(() => button('Stop notifying me'));
    chat.destroy();
    expect(client.listenerCount).toBe(0);
  });
});
