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

describe('ChatSession, being watched', () => {
  it('is not asked of a client of the page’s own that knows nothing of it', () => {
    Object.assign(client, { setWatched: undefined });
    start();
    session.open();
    expect(() => session.close()).not.toThrow();
    expect(() => session.destroy()).not.toThrow();
  });

  it('is told to the client: the window is open and the page visible', () => {
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

  it('connects at the first opening only', () => {
    start();
    session.open();
    session.close();
    session.open();
    expect(called('connect')).toBe(1);
  });

  it('leaves a client alone that is on its way', () => {
    client.state = { status: 'opening', attempt: 0 };
    start(false);
    session.open();
    expect(called('connect')).toBe(0);
  });

  it('loads nothing of a history that the client has found empty', () => {
    start();
    session.open();
    client.emit('history', { total: 0, moreAvailable: false, messages: [] });
    client.ready();
    expect(called('loadHistory')).toBe(0);
    expect(session.history).toBe('complete');
  });

  it('loads the history when messages can flow, once', () => {
    start();
    session.open();
    expect(called('loadHistory')).toBe(0);
    client.ready();
    client.set({ state: { status: 'offline' } });
    client.ready();
    expect(called('loadHistory')).toBe(1);
    expect(session.history).toBe('loading');
  });

  it('leaves it to the reader to load more of a conversation that the host brought along', () => {
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

  it('says whether there is more', async () => {
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

  it('can be asked again after a failure', async () => {
    const error = new ConnectionError('timeout', 'unable to read the history; it took too long');
    client.pages.shift()!.reject(error);
    await settled();
    expect(session.history).toBe('failed');
    expect(emitted).toContainEqual(['error', error]);
    session.loadEarlier();
    expect(session.history).toBe('loading');
  });
});

describe('ChatSession, news', () => {
  /** What is handed on to be said: the text, with an ellipsis where more of it is to come. */
  const listen = () => {
    const said: string[] = [];
    session.onAnnounce = ({ text, streaming }) => void said.push(streaming ? `${text}…` : text);
    return said;
  };

  it('says what arrives, and not what was there', async () => {
    start();
    session.open();
    const said = listen();
    client.ready();
    client.receive(message('greeting'));
    expect(said).toEqual([]);
    client.answerPage([message('old')]);
    await settled();
    expect(said).toEqual(['greeting']);
    client.receive(message('news'));
    client.change(client.messages.at(-1)!.id, { status: 'read' });
    expect(said).toEqual(['greeting', 'news']);
  });

  it('hands on a growing answer each time it has grown, and once when it is complete', async () => {
    start();
    session.open();
    client.ready();
    client.answerPage([]);
    await settled();
    const said = listen();
    const answer = message('One. Tw', { streaming: true });
    client.receive(answer);
    client.change(answer.id, { text: 'One. Two! Thr' });
    client.change(answer.id, { text: 'One. Two! Three', streaming: false });
    client.change(answer.id, { status: 'read' });
    expect(said).toEqual(['One. Tw…', 'One. Two! Thr…', 'One. Two! Three']);
  });

  it('counts while it is closed, and stops when it is opened', async () => {
    start();
    session.open();
    client.ready();
    client.answerPage([]);
    await settled();
    session.close();
    const said = listen();
    client.receive(message('one'), message('mine', { from: 'user' }), message('note', { from: 'system' }));
    client.receive(message('two'));
    expect(session.unread).toBe(2);
    session.open();
    expect(session.unread).toBe(0);
    expect(said).toEqual([]);
  });

  it('tells its own listeners of each change, until they stop', () => {
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

describe('ChatSession, what the host hears', () => {
  it('passes messages, states and errors on', () => {
    start();
    const error = new ConnectionError('network', 'unable to connect; no network');
    const news = message('a');
    client.receive(news);
    client.set({ state: { status: 'offline' } });
    client.emit('error', error);
    expect(emitted).toEqual([
      ['message', news],
      ['state', { status: 'offline' }],
      ['error', error],
    ]);
  });

  it('reports a failed delivery, and not what the host did itself', async () => {
    start();
    session.send({ text: 'a' });
    session.send({ text: 'b' });
    const refused = new DeliveryError('message_refused', 'unable to deliver the message; refused');
    client.deliveries[0]!.reject(refused);
    client.deliveries[1]!.reject(new DeliveryError('message_discarded', 'unable to deliver the message; discarded'));
    session.connect();
    client.connects[0]!.reject(new ConnectionError('disconnected', 'unable to connect; disconnect() was called'));
    await settled();
    expect(emitted.filter(([name]) => name === 'error')).toEqual([['error', refused]]);
  });
});

describe('ChatSession, the end', () => {
  it('leaves no listener, aborts what it asked for, and disconnects its own client', () => {
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

  it('does not disconnect the client of another', () => {
    start(false);
    session.open();
    session.destroy();
    expect(client.listenerCount).toBe(0);
    expect(called('disconnect')).toBe(0);
  });
});

describe('ChatSession, first words', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
  afterEach(() => void vi.useRealTimers());

  const waiting = () => {
    start();
    const heard = vi.fn();
    void session.firstMessageShown.then(heard);
    return heard;
  };

  it('are there when another has said something, and it was drawn', async () => {
    const heard = waiting();
    client.ready();
    client.receive(message('mine', { from: 'user' }));
    await vi.advanceTimersByTimeAsync(100);
    expect(heard).not.toHaveBeenCalled();
    client.receive(message('Hello'));
    await Promise.resolve();
    expect(heard).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(0);
    expect(heard).toHaveBeenCalled();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('are waited for two seconds, from when they could be said', async () => {
    const heard = waiting();
    await vi.advanceTimersByTimeAsync(10_000);
    client.ready();
    await vi.advanceTimersByTimeAsync(1999);
    expect(heard).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(heard).toHaveBeenCalled();
  });

  it('are not waited for any more when the session has ended', async () => {
    const heard = waiting();
    client.ready();
    session.destroy();
    expect(vi.getTimerCount()).toBe(0);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(heard).not.toHaveBeenCalled();
  });
});
