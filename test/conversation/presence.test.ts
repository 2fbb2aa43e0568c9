import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { ConversationPorts } from '../../src/conversation/conversation-ports.js';
import { createPresence, type Presence } from '../../src/conversation/presence.js';
import type { TypingState } from '../../src/conversation/presence-state.js';
import { decode } from '../../src/protocol/decode.js';
import type { EventsFrame, NoticeFrame } from '../../src/protocol/inbound.js';
import { VirtualClock } from '../simulation/virtual-clock.js';
import { event } from '../support/wire.js';

const SILENT = { active: false };
let clock: VirtualClock;
let presence: Presence;
const onTyping = vi.fn();
const changed = vi.fn();
const tell = vi.fn();

beforeEach(() => {
  vi.clearAllMocks();
  clock = new VirtualClock();
  const bus = { emit: (_: 'typing', typing: TypingState) => onTyping(typing) };
  presence = createPresence({ clock, bus, changed, tell } as object as ConversationPorts);
});

const hear = (frame: object) => presence.hear(decode(JSON.stringify(frame)) as EventsFrame | NoticeFrame);

describe('typing', () => {
  it('begins and ends with the events of the agent', () => {
    hear(event('typing', { author: { type: 'AGENT' } }));
    expect(presence.typing).toEqual({ active: true, from: 'agent' });
    hear(event('stoptyping'));
    expect(presence.typing).toEqual(SILENT);
    expect(onTyping.mock.calls).toEqual([[{ active: true, from: 'agent' }], [SILENT]]);
  });

  it('expires after ten seconds: the platform does not always say that somebody stopped', async () => {
    presence.setTyping('bot');
    await clock.advance(9_999);
    expect(presence.typing.active).toBe(true);
    await clock.advance(1);
    expect(presence.typing).toEqual(SILENT);
    expect(onTyping).toHaveBeenLastCalledWith(SILENT);
  });

  it('lasts while it goes on, and is told once', async () => {
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
    hear({ type });
    expect(presence.typing).toEqual(SILENT);
  });

  it.each(['bot_active', 'session_start', 'form_delivered', 'pong'])('does not end with %s', (type) => {
    presence.setTyping('bot');
    hear({ type });
    expect(presence.typing.active).toBe(true);
  });
});

describe('the user writes', () => {
  beforeEach(() => hear(event('agent_connected')));

  it('and is told of once, until they stop', () => {
    presence.setWriting(true);
    presence.setWriting(true);
    presence.setWriting(false);
    expect(tell.mock.calls).toEqual([['typing'], ['stop_typing']]);
  });

  it('and no longer, when nothing more is heard of it', async () => {
    presence.setWriting(true);
    await clock.advance(4_000);
    presence.setWriting(true);
    await clock.advance(4_999);
    expect(tell.mock.calls).toEqual([['typing']]);
    await clock.advance(1);
    expect(tell.mock.calls).toEqual([['typing'], ['stop_typing']]);
  });

  it('which a bot does not hear', () => {
    hear(event('agent_disconnected'));
    presence.setWriting(true);
    expect(tell).not.toHaveBeenCalled();
  });
});

describe('the agent', () => {
  it('has a name and a picture when the platform says so', () => {
    hear(event('agent_connected', { agentInfo: { firstName: 'Ann', lastName: 'Bo', profImage: 'https://x/a.png' } }));
    expect(presence.agent).toEqual({ connected: true, name: 'Ann Bo', picture: 'https://x/a.png' });
    expect(changed).toHaveBeenCalledOnce();
  });

  it('may be nameless', () => {
    hear(event('agent_connected'));
    expect(presence.agent).toEqual({ connected: true });
  });

  it.each([event('agent_disconnected'), { type: 'agent_session_end' }])(
    'leaves, and stops typing, with %j',
    (frame) => {
      hear(event('agent_connected'));
      presence.setTyping('agent');
      hear(frame);
      expect([presence.agent, presence.typing]).toEqual([{ connected: false }, SILENT]);
    },
  );

  it('who was never there is not announced to leave', () => {
    hear(event('agent_disconnected'));
    expect(changed).not.toHaveBeenCalled();
  });

  it('keeps the same object while nothing changes', () => {
    const { agent, typing } = presence;
    hear({ type: 'pong' });
    expect([presence.agent, presence.typing]).toEqual([agent, typing]);
    expect(presence.agent).toBe(agent);
  });
});

describe('events of tomorrow', () => {
  it.each([event('hologram'), event('constructor'), { type: 'events' }, event('__proto__')])(
    '%j changes nothing',
    (frame) => {
      hear(frame);
      expect([onTyping, changed].flatMap(({ mock }) => mock.calls)).toEqual([]);
    },
  );
});
