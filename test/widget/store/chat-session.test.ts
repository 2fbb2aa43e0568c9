import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ConnectionError, DeliveryError } from '../../../src/errors/index.js';
import { sessionParts } from '../../../src/widget/element/session-parts.js';
import { ChatSession, type SessionEvents } from '../../../src/widget/store/chat-session.js';
import { FakeChatClient, message } from '../../support/fake-chat-client.js';

let client: FakeChatClient;
let session: ChatSession;
let emitted: [string, unknown][];

function start(owned = true): void {
  session = new ChatSession(client, {
    owned,
    parts: sessionParts,
    emit: (name: keyof SessionEvents, detail: unknown) => emitted.push([name, detail]),
  });
  session.start();
}

const settled = () => new Promise<void>((resolve) => queueMicrotask(() => queueMicrotask(resolve)));
const called = (name: string) => client.calls.filter((call) => call.name === name).length;

beforeEach(() => {
  client = new FakeChatClient();
  emitted = [];
});

describe('ChatSession, setWatched', () => {
  it('is optional for a custom client', () => {
    Object.assign(client, { setWatched: undefined });
    start();
    session.open();
    expect(() => session.close()).not.toThrow();
    expect(() => session.destroy()).not.toThrow();
  });

  it('tells the client whether the window is open and the page visible', () => {
    const page = Object.assign(new EventTarget(), { visibilityState: 'visible' as DocumentVisibilityState });
    session = new ChatSession(client, { owned: true, parts: sessionParts, page, emit: () => {} });
    session.start();
    const watchedAfter = (work: () => void) => {
      work();
      return client.watched?.watched;
    };
    const turn = (state: DocumentVisibilityState) => {
      page.visibilityState = state;
      page.dispatchEvent(new Event('visibilitychange'));
    };
    expect([
      watchedAfter(() => session.open()),
      watchedAfter(() => turn('hidden')),
      watchedAfter(() => turn('visible')),
      watchedAfter(() => session.close()),
    ]).toEqual([true, false, true, false]);
    session.setAnnounces(true);
    expect(client.watched).toEqual({ watched: false, announces: true });
    session.open();
    session.destroy();
    expect(client.watched).toEqual({ watched: false, announces: false });
    turn('visible');
    expect(client.watched?.watched).toBe(false);
  });
});

describe('ChatSession, opening', () => {
  it('does nothing before it is opened', () => {
    start();
    expect(client.calls).toEqual([]);
  });

  it('connects only when first opened', () => {
    start();
    session.open();
    session.close();
    session.open();
    expect(called('connect')).toBe(1);
  });

  it('does not connect a client that is already connecting', () => {
    client.state = { status: 'opening', attempt: 0 };
    start(false);
    session.open();
    expect(called('connect')).toBe(0);
  });

  it('does not load a history that the client has found empty', () => {
    start();
    session.open();
    client.emit('history', { total: 0, moreAvailable: false, messages: [] });
    client.ready();
    expect(called('loadHistory')).toBe(0);
    expect(session.history).toBe('complete');
  });

  it('loads the history once, when the client is ready', () => {
    start();
    session.open();
    expect(called('loadHistory')).toBe(0);
    client.ready();
    client.set({ state: { status: 'offline' } });
    client.ready();
    expect(called('loadHistory')).toBe(1);
    expect(session.history).toBe('loading');
  });

  it('does not load more history by itself if the host has passed in messages', () => {
    client.messages = [message('from before')];
    client.state = { status: 'ready', since: 0 };
    start(false);
    session.open();
    expect(called('loadHistory')).toBe(0);
    expect(session.history).toBe('more');
  });
});

describe('ChatSession, history', () => {
  beforeEach(() => {
    start();
    session.open();
    client.ready();
  });

  it('reports whether there is more', async () => {
    client.answerPage([message('a')], true);
    await settled();
    expect(session.history).toBe('more');
    session.loadEarlier();
    session.loadEarlier();
    expect(called('loadHistory')).toBe(2);
    client.answerPage([message('b')], false);
    await settled();
    expect(session.history).toBe('complete');
    session.loadEarlier();
    expect(called('loadHistory')).toBe(2);
  });

  it('can be loaded again after a failure', async () => {
    const error = new ConnectionError('XO_TIMEOUT', 'unable to read the history; it took too long');
    client.pages.shift()!.reject(error);
    await settled();
    expect(session.history).toBe('failed');
    expect(emitted).toContainEqual(['error', error]);
    session.loadEarlier();
    expect(session.history).toBe('loading');
  });
});

describe('ChatSession, new messages', () => {
  /** Collects the announced texts, with an ellipsis for a message that is still streamed. */
  const collectAnnouncements = () => {
    const announced: string[] = [];
    session.onAnnounce = ({ text, streaming }) => void announced.push(streaming ? `${text}…` : text);
    return announced;
  };

  it('announces messages that arrive, but not existing ones', async () => {
    start();
    session.open();
    const announced = collectAnnouncements();
    client.ready();
    client.receive(message('greeting'));
    expect(announced).toEqual([]);
    client.answerPage([message('old')]);
    await settled();
    expect(announced).toEqual(['greeting']);
    client.receive(message('news'));
    client.change(client.messages.at(-1)!.id, { status: 'read' });
    expect(announced).toEqual(['greeting', 'news']);
  });

  it('announces a streamed message on each update, and once when it is complete', async () => {
    start();
    session.open();
    client.ready();
    client.answerPage([]);
    await settled();
    const announced = collectAnnouncements();
    const answer = message('One. Tw', { streaming: true });
    client.receive(answer);
    client.change(answer.id, { text: 'One. Two! Thr' });
    client.change(answer.id, { text: 'One. Two! Three', streaming: false });
    client.change(answer.id, { status: 'read' });
    expect(announced).toEqual(['One. Tw…', 'One. Two! Thr…', 'One. Two! Three']);
  });

  it('counts unread messages while closed, and resets the count when opened', async () => {
    start();
    session.open();
    client.ready();
    client.answerPage([]);
    await settled();
    session.close();
    const announced = collectAnnouncements();
    client.receive(message('one'), message('mine', { from: 'user' }), message('note', { from: 'system' }));
    client.receive(message('two'));
    expect(session.unread).toBe(2);
    session.open();
    expect(session.unread).toBe(0);
    expect(announced).toEqual([]);
  });

  it('notifies subscribers of each change, until they unsubscribe', () => {
    start();
    const listener = vi.fn();
    const off = session.subscribe(listener);
    client.receive(message('a'));
    expect(listener).toHaveBeenCalledTimes(1);
    off();
    client.receive(message('b'));
    expect(listener).toHaveBeenCalledTimes(1);
  });
});

describe('ChatSession, events for the host', () => {
  it('emits messages, states and errors', () => {
    start();
    const error = new ConnectionError('XO_NETWORK', 'unable to connect; no network');
    const news = message('a');
    client.receive(news);
    client.set({ state: { status: 'offline' } });
    client.emit('error', error);
    expect(emitted).toEqual([
      ['message', news],
      ['state', { current: { status: 'offline' }, previous: { status: 'idle' } }],
      ['error', error],
    ]);
  });

  it('emits a failed delivery, but not operations that the host has ended', async () => {
    start();
    session.send({ text: 'a' });
    session.send({ text: 'b' });
    const refused = new DeliveryError('XO_MESSAGE_REFUSED', 'unable to deliver the message; refused');
    client.deliveries[0]!.reject(refused);
    client.deliveries[1]!.reject(new DeliveryError('XO_MESSAGE_DISCARDED', 'unable to deliver the message; discarded'));
    session.connect();
    client.connects[0]!.reject(new ConnectionError('XO_DISCONNECTED', 'unable to connect; disconnect() was called'));
    await settled();
    expect(emitted.filter(([name]) => name === 'error')).toEqual([['error', refused]]);
  });
});

describe('ChatSession, destroy', () => {
  it('removes its listeners, aborts its requests, and disconnects its own client', () => {
    start();
    session.subscribe(() => {});
    session.open();
    client.ready();
    const { signal } = client.calls.find((call) => call.name === 'loadHistory')!.args[0] as { signal: AbortSignal };
    session.destroy();
    expect(client.listenerCount).toBe(0);
    expect(signal.aborted).toBe(true);
    expect(called('disconnect')).toBe(1);
  });

  it('does not disconnect an external client', () => {
    start(false);
    session.open();
    session.destroy();
    expect(client.listenerCount).toBe(0);
    expect(called('disconnect')).toBe(0);
  });
});

describe('ChatSession, first message', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
  afterEach(() => void vi.useRealTimers());

  const watchFirstMessage = () => {
    start();
    const resolved = vi.fn();
    void session.firstMessageShown.then(resolved);
    return resolved;
  };

  it('is shown after somebody else has sent one and it was rendered', async () => {
    const resolved = watchFirstMessage();
    client.ready();
    client.receive(message('mine', { from: 'user' }));
    await vi.advanceTimersByTimeAsync(100);
    expect(resolved).not.toHaveBeenCalled();
    client.receive(message('Hello'));
    await Promise.resolve();
    expect(resolved).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(0);
    expect(resolved).toHaveBeenCalled();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('is awaited for two seconds after the connection is ready', async () => {
    const resolved = watchFirstMessage();
    await vi.advanceTimersByTimeAsync(10_000);
    client.ready();
    await vi.advanceTimersByTimeAsync(1999);
    expect(resolved).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(resolved).toHaveBeenCalled();
  });

  it('is not awaited after destroy()', async () => {
    const resolved = watchFirstMessage();
    client.ready();
    session.destroy();
    expect(vi.getTimerCount()).toBe(0);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(resolved).not.toHaveBeenCalled();
  });
});
