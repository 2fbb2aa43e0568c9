import type { Assumptions } from './assumptions.js';
import { ConversationLog, type Entry } from './platform/conversation-log.js';
import { CredentialStore } from './platform/credential-store.js';
import { historyPage } from './platform/history-pages.js';
import {
  ackFrame,
  BOT,
  botResponseFrame,
  EXPIRED_ERRORS,
  grantResponse,
  streamFrame,
  userMessageFrame,
} from './platform/wire-format.js';
import type { SeededRandom } from './seeded-random.js';
import type { VirtualClock } from './virtual-clock.js';

export interface PlatformRequest {
  method: string;
  url: URL;
  authorization: string | null;
  isSecureRtm: boolean;
  body: string;
}

export interface PlatformResponse {
  status: number;
  body: object;
}

/** A socket as the platform sees it. `entry`: the log entry that a frame is about, if any. */
export interface Peer {
  deliver(frame: object, entry?: Pick<Entry, 'id'>): void;
  /** Ends the socket with a close frame. */
  end(code: number, reason: string): void;
}

export interface Session {
  receive(data: string): void;
  /** The socket has ended, for whatever reason. */
  disconnected(): void;
}

/** The platform closes the socket with 1009 on each message that contains this text. */
export const TOO_BIG = 'TOO-BIG';
/** The text of each streamed bot message contains this. */
export const STREAMED = 'streamed in several parts';

interface Conversation {
  log: ConversationLog;
  peers: Set<Peer>;
  /** Messages that the bot has not sent yet. It sends one at a time. */
  readonly botQueue: { text: string; parts: number }[];
  isStreaming: boolean;
}

/** Pause between two parts of a stream, and after the last one, in milliseconds. */
const BOT_PAUSE_MS = 40;
const REPLY_AFTER_MS = 300;

/**
 * The XO platform in memory: grant, rtm/start, sockets, history. The checker compares the client with its log.
 *
 * It has no network and no faults: requests and frames reach it at once, and what it sends leaves it at once.
 */
export class VirtualPlatform {
  readonly credentials: CredentialStore;
  /** Frames that the protocol does not have, for the checker. */
  readonly invalidFrames: string[] = [];
  /** Called with each recorded message. */
  onRecorded: ((user: string, entry: Entry) => void) | undefined;
  readonly #clock: VirtualClock;
  readonly #random: SeededRandom;
  readonly #assumptions: Assumptions;
  readonly #conversations = new Map<string, Conversation>();
  #botMessages = 0;

  constructor(clock: VirtualClock, random: SeededRandom, assumptions: Assumptions) {
    this.#clock = clock;
    this.#random = random;
    this.#assumptions = assumptions;
    this.credentials = new CredentialStore(clock, random);
  }

  /** The log of one user. */
  log(user: string): readonly Entry[] {
    return this.#conversation(user).log.entries;
  }

  /** Fills the log with messages from before the first connection, alternately from the user and the bot. */
  addHistory(user: string, count: number): void {
    const { log } = this.#conversation(user);
    for (let n = count; n > 0; n--) {
      const at = this.#clock.now() - n * 60_000;
      if (n % 2) log.recordBot(`h${n} from before`, at);
      else log.recordUser(`h${n} from before`, at, at);
    }
  }

  /**
   * Lets the bot send a message, which is recorded once it is complete.
   *
   * @param parts number of parts; more than one makes it a stream
   */
  sendBotMessage(user: string, parts = 1): void {
    const conversation = this.#conversation(user);
    const text = `b${++this.#botMessages} from the bot${parts > 1 ? `, ${STREAMED}, until it is complete` : ''}`;
    conversation.botQueue.push({ text, parts: this.#assumptions.liveIds ? parts : 1 });
    this.#sendNext(conversation);
  }

  handle(request: PlatformRequest): PlatformResponse {
    const path = request.url.pathname.replace(/^\/api(\/1\.1)?\//, '');
    if (path === 'oAuth/token/jwtgrant' && request.method === 'POST') return this.#grant(request);
    const token = /^bearer (\S+)$/.exec(request.authorization ?? '')?.[1] ?? '';
    const user = this.credentials.userOf(token);
    if (user === undefined) return this.#expired();
    if (path === 'rtm/start' && request.method === 'POST') return this.#start(request, token);
    if (path === 'botmessages/rtm' && request.method === 'GET') {
      if (request.url.searchParams.get('botId') !== BOT.id) return failure(400, 'botId is missing', 400);
      const page = historyPage(this.#visible(user), request.url.searchParams, this.#assumptions);
      const { maxPageSize } = this.#assumptions;
      if (maxPageSize && page.messages.length > maxPageSize) return failure(413, 'Response is too large', 413);
      return { status: 200, body: page };
    }
    return failure(404, 'no such endpoint', 404);
  }

  /** @returns the session, or the reason why the handshake is refused */
  open(url: URL, protocols: readonly string[], peer: Peer): Session | string {
    const redeemed = this.credentials.redeem(url.searchParams.get('sid') ?? '', protocols);
    if ('refusal' in redeemed) return redeemed.refusal;
    const conversation = this.#conversation(redeemed.user);
    conversation.peers.add(peer);
    if (/[?&](isReconnect=true|ConnectionMode=Reconnect)\b/.test(url.search)) this.#redeliver(conversation, peer);
    return {
      receive: (data) => this.#receive(conversation, peer, data),
      disconnected: () => conversation.peers.delete(peer),
    };
  }

  /** The entries that the history shows now. */
  #visible(user: string): readonly Entry[] {
    const now = this.#clock.now();
    return this.log(user).filter(({ visibleAt }) => visibleAt <= now);
  }

  #grant({ body }: PlatformRequest): PlatformResponse {
    const { assertion, botInfo } = JSON.parse(body) as { assertion?: string; botInfo?: { taskBotId?: string } };
    if (botInfo?.taskBotId !== BOT.id) return failure(400, 'botInfo is missing', 400);
    const { tokenLifetimeMs, refusesReplay } = this.#assumptions;
    const granted = this.credentials.grant(assertion ?? '', tokenLifetimeMs, refusesReplay);
    if ('refusal' in granted) return failure(401, granted.refusal, 401);
    return { status: 200, body: grantResponse(granted.user, granted.token, this.#clock.now(), tokenLifetimeMs) };
  }

  #start({ body, isSecureRtm }: PlatformRequest, token: string): PlatformResponse {
    const { botInfo } = JSON.parse(body) as { botInfo?: { taskBotId?: string } };
    if (botInfo?.taskBotId !== BOT.id) return failure(400, 'botInfo is missing', 400);
    const { sid, nonce } = this.credentials.ticket(token, this.#assumptions.secureRtm && isSecureRtm);
    const url = `wss://platform.test:443/rtm/bot?sid=${sid}`;
    return { status: 200, body: nonce === undefined ? { url } : { url, nonce } };
  }

  #expired(): PlatformResponse {
    const spelling = EXPIRED_ERRORS[this.#random.upTo(EXPIRED_ERRORS.length - 1)]!;
    return { status: 401, body: { errors: [spelling], _v: 'v2', _t: 'RTM-TRACE-1' } };
  }

  #receive(conversation: Conversation, peer: Peer, data: string): void {
    if (data.includes(TOO_BIG)) return peer.end(1009, 'Message too big');
    const frame = readFrame(data);
    if (typeof frame === 'string') {
      this.invalidFrames.push(`${frame}: ${data.slice(0, 200)}`);
      return;
    }
    if (frame.type === 'ping') {
      if (this.#assumptions.answersPings) peer.deliver({ type: 'pong' });
      return;
    }
    if (frame.type === 'ack' || frame.body === undefined) return;
    const entry = conversation.log.recordUser(frame.body, frame.id, this.#clock.now());
    peer.deliver(ackFrame(frame.id, this.#assumptions));
    if (!entry) return;
    for (const other of conversation.peers) if (other !== peer) other.deliver(userMessageFrame(entry), entry);
    for (let n = 0; n < this.#assumptions.replies; n++) {
      this.#clock.after(REPLY_AFTER_MS * (n + 1), () => this.#reply(conversation));
    }
  }

  #reply(conversation: Conversation): void {
    conversation.botQueue.push({ text: `b${++this.#botMessages} reply from the bot`, parts: 1 });
    this.#sendNext(conversation);
  }

  /** Sends the next message, unless the bot is streaming one. */
  #sendNext(conversation: Conversation): void {
    if (conversation.isStreaming) return;
    const next = conversation.botQueue.shift();
    if (!next) return;
    const now = this.#clock.now();
    if (next.parts > 1) {
      conversation.isStreaming = true;
      const { log } = conversation;
      this.#stream(conversation, next.text, next.parts, 0, { id: log.newId(), startSeq: log.entries.length });
      return;
    }
    const entry = conversation.log.recordBot(next.text, now);
    for (const peer of conversation.peers) peer.deliver(botResponseFrame(entry, this.#assumptions), entry);
    this.#sendNext(conversation);
  }

  #stream(
    conversation: Conversation,
    text: string,
    parts: number,
    part: number,
    stream: { id: string; startSeq: number },
  ): void {
    const { id } = stream;
    const size = Math.ceil(text.length / parts);
    const isLast = part === parts - 1;
    const now = this.#clock.now();
    const timestamp = isLast
      ? conversation.log.recordBot(text, now, stream).timestamp
      : conversation.log.timestampAt(now);
    const completeText = isLast && this.#assumptions.completeResponse ? text : undefined;
    const frame = streamFrame(id, timestamp, text.slice(part * size, (part + 1) * size), completeText, isLast);
    for (const peer of conversation.peers) peer.deliver(frame, { id });
    this.#clock.after(BOT_PAUSE_MS, () => {
      if (!isLast) return this.#stream(conversation, text, parts, part + 1, stream);
      conversation.isStreaming = false;
      this.#sendNext(conversation);
    });
  }

  #redeliver({ log }: Conversation, peer: Peer): void {
    const { redelivers } = this.#assumptions;
    if (redelivers === 0) return;
    const botMessages = log.entries.filter(({ kind }) => kind === 'bot').slice(-redelivers);
    for (const entry of botMessages) peer.deliver(botResponseFrame(entry, this.#assumptions), entry);
  }

  #conversation(user: string): Conversation {
    let conversation = this.#conversations.get(user);
    if (!conversation) {
      const log = new ConversationLog(
        String(this.#conversations.size),
        this.#assumptions,
        (entry) => this.onRecorded?.(user, entry),
        () => this.#assumptions.historyLagMs && this.#random.upTo(this.#assumptions.historyLagMs),
      );
      conversation = { log, peers: new Set(), botQueue: [], isStreaming: false };
      this.#conversations.set(user, conversation);
    }
    return conversation;
  }
}

const failure = (status: number, msg: string, code: number | string): PlatformResponse => ({
  status,
  body: { errors: [{ msg, code }] },
});

interface ClientFrame {
  type: string | undefined;
  id: number | string;
  /** Text of a message of the user; undefined in other frames. */
  body: string | undefined;
}

/** Parses a frame (docs/protocol.md §3). @returns the frame, or what is wrong with it */
function readFrame(data: string): ClientFrame | string {
  let frame: Record<string, unknown>;
  try {
    frame = JSON.parse(data);
  } catch {
    return 'frame is not JSON';
  }
  const { type, id, clientMessageId, resourceid, event } = frame;
  if (typeof id !== 'number' && typeof id !== 'string') return 'frame has no id';
  if (type === 'ack') return { type, id, body: undefined };
  if ((frame.botInfo as { taskBotId?: unknown } | undefined)?.taskBotId !== BOT.id) return 'frame has no botInfo';
  if (type === 'ping') return { type, id, body: undefined };
  if (resourceid === '/bot.closeConversationSession' || event !== undefined)
    return { type: undefined, id, body: undefined };
  if (resourceid !== '/bot.message') return 'frame has an unknown resourceid';
  if (clientMessageId !== id) return 'clientMessageId is not id';
  const body = (frame.message as { body?: unknown } | undefined)?.body;
  return typeof body === 'string' ? { type: undefined, id, body } : 'message has no body';
}
