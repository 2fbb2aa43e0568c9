import type { VirtualClock } from '../simulation/virtual-clock.js';
import { type FakeAnswer, type FakeRequest, fakeFetch } from './fake-fetch.js';
import { FakeHistory } from './fake-history.js';
import { type FakeSocket, fakeWebSocket } from './fake-socket.js';
import { ack, botRecord, botResponse, userMessage, userRecord } from './wire.js';

export type Endpoint = 'grant' | 'start' | 'history';

const ENDPOINTS: Record<string, Endpoint> = {
  '/api/1.1/oAuth/token/jwtgrant': 'grant',
  '/api/1.1/rtm/start': 'start',
  '/api/botmessages/rtm': 'history',
};

/** Returns a secret with the marker that `SecretScanner` searches for. */
const secret = (kind: string, n: number) => `CnRyABcdEFghIJkl${kind}MNopQRst${n}`;

/**
 * An in-memory platform for one user. By default sockets open, and messages are recorded, acknowledged and echoed to the user's
 * other sockets. Its fields change that.
 */
export class FakePlatform {
  readonly history = new FakeHistory();
  /** Replaces the answers of an endpoint. */
  readonly instead: Partial<Record<Endpoint, (request: FakeRequest) => FakeAnswer | Promise<FakeAnswer>>> = {};
  readonly requests: FakeRequest[];
  readonly sockets: FakeSocket[];
  readonly fetch;
  readonly WebSocket;
  opens = true;
  /** Whether messages are recorded. */
  listens = true;
  acks = true;
  /** Whether records have a `userMsgId` (newer servers). */
  namesNumbers = true;
  /** Whether live frames have a `messageId` (newer servers). */
  namesMessages = true;
  nonce: string | undefined = secret('nonce', 0);
  tokenLifeMs = 3_600_000;
  userId = 'u-1';
  readonly #clock: VirtualClock;

  constructor(clock: VirtualClock) {
    this.#clock = clock;
    ({ fetch: this.fetch, requests: this.requests } = fakeFetch((request) => this.#answer(request)));
    ({ WebSocket: this.WebSocket, sockets: this.sockets } = fakeWebSocket((socket) => {
      socket.onSend = (data) => this.#onFrame(socket, data);
      if (this.opens) socket.open();
    }));
  }

  /** All requests to an endpoint, oldest first. */
  requestsTo(endpoint: Endpoint): FakeRequest[] {
    return this.requests.filter(({ url }) => ENDPOINTS[url.pathname] === endpoint);
  }

  /** The newest socket. */
  get socket(): FakeSocket {
    return this.sockets.at(-1)!;
  }

  get living(): FakeSocket[] {
    return this.sockets.filter(({ readyState }) => readyState < 2);
  }

  /** Messages of the user that were sent on a socket, whether they were recorded or not. */
  get sent(): { id: number; message: Record<string, unknown> }[] {
    return this.sockets.flatMap(({ frames }) => frames).filter(isMessage) as never;
  }

  /** Texts of all records, oldest first. */
  get log(): unknown[] {
    return this.history.records.map(({ components }) => components[0]!.data!.text);
  }

  /** Sends a message of the bot. @param fields of the live frame; false: only the record is made, no frame is sent */
  say(text: string, fields: object | false = {}): void {
    const id = this.#nextId();
    const timestamp = this.#clock.now();
    this.history.records.push(botRecord(id, text, timestamp));
    if (!fields) return;
    const frame = botResponse(text, { timestamp, ...(this.namesMessages && { messageId: id }), ...fields });
    for (const socket of this.sockets.filter(({ isOpen }) => isOpen)) socket.receive(frame);
  }

  /** Records a message that the user has sent from another device, and echoes it to the open sockets. */
  receiveFromOtherDevice(text: string, id: number): void {
    this.#record(text, id);
    for (const socket of this.sockets.filter(({ isOpen }) => isOpen)) socket.receive(userMessage(text, id));
  }

  #nextId = () => `ms-${this.history.records.length}`;

  #record(text: string, id: number): void {
    const { namesNumbers, history } = this;
    history.records.push(
      userRecord(this.#nextId(), text, this.#clock.now(), namesNumbers ? { userMsgId: id } : undefined),
    );
  }

  #onFrame(socket: FakeSocket, data: string): void {
    const frame = JSON.parse(data) as { id: number; message: { body: string } };
    if (!isMessage(frame) || !this.listens) return;
    this.#record(frame.message.body, frame.id);
    if (this.acks) queueMicrotask(() => socket.receive(ack(frame.id)));
    for (const other of this.sockets)
      if (other !== socket && other.isOpen) other.receive(userMessage(frame.message.body, frame.id));
  }

  #answer(request: FakeRequest): FakeAnswer | Promise<FakeAnswer> {
    const endpoint = ENDPOINTS[request.url.pathname];
    if (!endpoint) return new Response('<html>not here</html>', { status: 404 });
    const { instead } = this;
    if (instead[endpoint]) return instead[endpoint](request);
    const n = this.requestsTo(endpoint).length;
    if (endpoint === 'history') {
      const { offset, limit } = Object.fromEntries(request.url.searchParams);
      return this.history.page({ offset: Number(offset ?? 0), limit: Number(limit ?? 10) });
    }
    if (endpoint === 'start') {
      return { url: `wss://bots.test/rtm/bot?sid=${secret('sid', n)}`, ...(this.nonce && { nonce: this.nonce }) };
    }
    const issued = this.#clock.now();
    return {
      authorization: {
        accessToken: secret('token', n),
        token_type: 'bearer',
        issuedDate: new Date(issued).toISOString(),
        expiresDate: new Date(issued + this.tokenLifeMs).toISOString(),
      },
      userInfo: { userId: this.userId },
    };
  }
}

/** Returns whether a frame is a message of the user, rather than a ping, a receipt or an event. */
function isMessage(frame: object): boolean {
  const { type, event, resourceid } = frame as Record<string, unknown>;
  return resourceid === '/bot.message' && !type && !event;
}
