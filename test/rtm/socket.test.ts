import { describe, expect, it } from 'vitest';
import { openSocket } from '../../src/rtm/socket.js';
import { fakeWebSocket } from '../support/fake-socket.js';

function open(protocols: string[] = []) {
  const { WebSocket, sockets } = fakeWebSocket();
  const heard: unknown[] = [];
  const hear = (what: unknown) => heard.push(what);
  const socket = openSocket(WebSocket, 'wss://bots.test/rtm?sid=1', protocols, hear, hear);
  return { socket, ws: sockets[0]!, heard };
}

describe('openSocket', () => {
  it('opens the URL with the sub-protocols', () => {
    const { ws } = open(['a', 'b']);
    expect([ws.url, ws.protocols]).toEqual(['wss://bots.test/rtm?sid=1', ['a', 'b']]);
  });

  it('tells in plain values: an Event would name the URL, and the URL holds the sid', () => {
    const { ws, heard } = open();
    ws.open();
    ws.receive('text');
    ws.end(1011);
    expect(heard).toEqual([{ type: 'opened' }, 'text', { type: 'closed', code: 1011 }]);
  });

  it('tells once of the end, with 1006 where there is no code', () => {
    const { ws, heard } = open();
    ws.onclose!({} as { code: number });
    ws.onclose!({ code: 1000 });
    ws.receive('late');
    expect(heard).toEqual([{ type: 'closed', code: 1006 }]);
  });

  it('hears nothing of a socket that it has closed', async () => {
    const { socket, ws, heard } = open();
    const closing = socket.close();
    ws.open();
    ws.receive('late');
    await closing;
    expect(ws.readyState).toBe(3);
    expect(heard).toEqual([]);
  });

  it.each([0, 2, 3])('does not send in readyState %i, and says so', (readyState) => {
    const { socket, ws } = open();
    ws.readyState = readyState;
    expect(socket.send('x')).toBe(false);
    expect(ws.sent).toEqual([]);
  });

  it('sends when it is open', () => {
    const { socket, ws } = open();
    ws.open();
    expect(socket.send('x')).toBe(true);
    expect(ws.sent).toEqual(['x']);
  });

  it('takes an error before opening for the end, though no close follows, as in Node 22', () => {
    const { ws, heard } = open();
    ws.onerror!({});
    ws.onclose!({ code: 1006 });
    expect(heard).toEqual([{ type: 'closed', code: 1006 }]);
  });

  it('waits for the close of an open socket that has an error: its code says more', () => {
    const { ws, heard } = open();
    ws.open();
    ws.onerror!({});
    ws.onclose!({ code: 1009 });
    expect(heard).toEqual([{ type: 'opened' }, { type: 'closed', code: 1009 }]);
  });

  it('closes at once where an error is all that comes of it', async () => {
    const { socket, ws } = open();
    ws.close = () => ws.onerror!({});
    await socket.close();
  });

  it('takes what its socket throws at for sent: whether anything has left is not known', () => {
    const { socket, ws } = open();
    ws.open();
    ws.send = () => {
      throw new Error('NSPOSIXErrorDomain 57');
    };
    expect(socket.send('x')).toBe(true);
    ws.close = ws.send as () => void;
    expect(() => void socket.close()).not.toThrow();
  });
});
