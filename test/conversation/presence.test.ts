import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { ConversationHost } from '../../src/conversation/conversation-host.js';
import { createPresence, type Presence } from '../../src/conversation/presence.js';
import type { TypingState } from '../../src/conversation/presence-state.js';
import { decode } from '../../src/protocol/decode.js';
import type { EventsFrame, NoticeFrame } from '../../src/protocol/inbound.js';
import { VirtualClock } from '../proof/virtual-clock.js';
import { event } from '../support/wire.js';

const NOT_TYPING = { active: false };
let clock: VirtualClock;
let presence: Presence;
const onTyping = vi.fn();
const changed = vi.fn();
const sendUserEvent = vi.fn();

beforeEach(() => {
  vi.clearAllMocks();
  clock = new VirtualClock();
  const bus = { emit: (_: 'typing', typing: TypingState) => onTyping(typing) };
  presence = createPresence({ clock, bus, changed, sendUserEvent } as object as ConversationHost);
});

const receive = (frame: object) => presence.onFrame(decode(JSON.stringify(frame)) as EventsFrame | NoticeFrame);

describe('typing', () => {
  it('starts and ends with the events of the agent', () => {
    receive(event('typing', { author: { type: 'AGENT' } }));
    expect(presence.typing).toEqual({ active: true, from: 'agent' });
    receive(event('stoptyping'));
    expect(presence.typing).toEqual(NOT_TYPING);
    expect(onTyping.mock.calls).toEqual([[{ active: true, from: 'agent' }], [NOT_TYPING]]);
  });

  it('expires after ten seconds, because the platform does not always send stoptyping', async () => {
    presence.setTyping('bot');
    await clock.advance(9_999);
    expect(presence.typing.active).toBe(true);
    await clock.advance(1);
    expect(presence.typing).toEqual(NOT_TYPING);
    expect(onTyping).toHaveBeenLastCalledWith(NOT_TYPING);
  });

  it('lasts while events continue, and is emitted once', async () => {
    for (let second = 0; second < 30; second += 5) {
      presence.setTyping('agent');
      await clock.advance(5_000);
    }
    expect(presence.typing.active).toBe(true);
    expect(onTyping).toHaveBeenCalledOnce();
  });

  it('leaves no timer when it is over', () => {
    presence.setTyping('bot');
    presence.setTyping();
    expect(clock.pending).toBe(0);
  });

  it.each(['waiting_for_user_input', 'session_end', 'botKitUnreachable', 'Session_End'])('ends with %s', (type) => {
    presence.setTyping('bot');
    receive({ type });
    expect(presence.typing).toEqual(NOT_TYPING);
  });

  it.each(['bot_active', 'session_start', 'form_delivered', 'pong'])('does not end with %s', (type) => {
    presence.setTyping('bot');
    receive({ type });
    expect(presence.typing.active).toBe(true);
  });
});

describe('setWriting()', () => {
  beforeEach(() => receive(event('agent_connected')));

  it('sends typing once, and stop_typing at the end', () => {
    presence.setWriting(true);
    presence.setWriting(true);
    presence.setWriting(false);
    expect(sendUserEvent.mock.calls).toEqual([['typing'], ['stop_typing']]);
  });

  it('sends stop_typing after 5 s without another call', async () => {
    presence.setWriting(true);
    await clock.advance(4_000);
    presence.setWriting(true);
    await clock.advance(4_999);
    expect(sendUserEvent.mock.calls).toEqual([['typing']]);
    await clock.advance(1);
    expect(sendUserEvent.mock.calls).toEqual([['typing'], ['stop_typing']]);
  });

  it('sends nothing without an agent', () => {
    receive(event('agent_disconnected'));
    presence.setWriting(true);
    expect(sendUserEvent).not.toHaveBeenCalled();
  });
});

describe('the agent', () => {
  it('has the name and picture of the event', () => {
    receive(
      event('agent_connected', { agentInfo: { firstName: 'Ann', lastName: 'Bo', profImage: 'https://x/a.png' } }),
    );
    expect(presence.agent).toEqual({ connected: true, name: 'Ann Bo', picture: 'https://x/a.png' });
    expect(changed).toHaveBeenCalledOnce();
  });

  it('may have no name', () => {
    receive(event('agent_connected'));
    expect(presence.agent).toEqual({ connected: true });
  });

  it.each([event('agent_disconnected'), { type: 'agent_session_end' }])(
    'leaves, and stops typing, with %j',
    (frame) => {
      receive(event('agent_connected'));
      presence.setTyping('agent');
      receive(frame);
      expect([presence.agent, presence.typing]).toEqual([{ connected: false }, NOT_TYPING]);
    },
  );

  it('causes no change if it leaves without having been connected', () => {
    receive(event('agent_disconnected'));
    expect(changed).not.toHaveBeenCalled();
  });

  it('keeps the same object while nothing changes', () => {
    const { agent, typing } = presence;
    receive({ type: 'pong' });
    expect([presence.agent, presence.typing]).toEqual([agent, typing]);
    expect(presence.agent).toBe(agent);
  });
});

describe('unknown events', () => {
  it.each([event('hologram'), event('constructor'), { type: 'events' }, event('__proto__')])(
    '%j changes nothing',
    (frame) => {
      receive(frame);
      expect([onTyping, changed].flatMap(({ mock }) => mock.calls)).toEqual([]);
    },
  );
});
