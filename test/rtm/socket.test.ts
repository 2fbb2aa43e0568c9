import { describe, expect, it } from 'vitest';
import { openSocket } from '../../src/rtm/socket.js';
import { fakeWebSocket } from '../support/fake-socket.js';

function open(protocols: string[] = []) {
  const { WebSocket, sockets } = fakeWebSocket();
  const received: unknown[] = [];
  const record = (value: unknown) => received.push(value);
  const socket = openSocket(WebSocket, 'wss://bots.test/rtm?sid=1', protocols, record, record);
  return { socket, ws: sockets[0]!, received };
}

describe('openSocket', () => {
  it('opens the URL with the sub-protocols', () => {
    const { ws } = open(['a', 'b']);
    expect([ws.url, ws.protocols]).toEqual(['wss://bots.test/rtm?sid=1', ['a', 'b']]);
  });

  it('passes on plain values, because an Event contains the URL with the sid', () => {
    const { ws, received } = open();
    ws.open();
    ws.receive('text');
    ws.end(1011);
    expect(received).toEqual([{ type: 'opened' }, 'text', { type: 'closed', code: 1011 }]);
  });

  it('reports the close once, with 1006 if there is no code', () => {
    const { ws, received } = open();
    ws.onclose!({} as { code: number });
    ws.onclose!({ code: 1000 });
    ws.receive('late');
    expect(received).toEqual([{ type: 'closed', code: 1006 }]);
  });

  it('reports nothing after close()', async () => {
    const { socket, ws, received } = open();
    const closing = socket.close();
    ws.open();
    ws.receive('late');
    await closing;
    expect(ws.readyState).toBe(3);
    expect(received).toEqual([]);
  });

  it.each([0, 2, 3])('returns false from send() in readyState %i', (readyState) => {
    const { socket, ws } = open();
    ws.readyState = readyState;
    expect(socket.send('x')).toBe(false);
    expect(ws.sent).toEqual([]);
  });

  it('sends if the socket is open', () => {
    const { socket, ws } = open();
    ws.open();
    expect(socket.send('x')).toBe(true);
    expect(ws.sent).toEqual(['x']);
  });

  it('reports an error before opening as a close, because in Node 22 no close follows', () => {
    const { ws, received } = open();
    ws.onerror!({});
    ws.onclose!({ code: 1006 });
    expect(received).toEqual([{ type: 'closed', code: 1006 }]);
  });

  it('waits for the close event after an error of an open socket, because of its code', () => {
    const { ws, received } = open();
    ws.open();
    ws.onerror!({});
    ws.onclose!({ code: 1009 });
    expect(received).toEqual([{ type: 'opened' }, { type: 'closed', code: 1009 }]);
  });

  it('resolves close() on an error without a close event', async () => {
    const { socket, ws } = open();
    ws.close = () => ws.onerror!({});
    await socket.close();
  });

  it('counts data as sent if the socket throws, because part of it may have left', () => {
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
