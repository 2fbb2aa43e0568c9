import type { Assumptions } from './assumptions.js';
import { ConversationLog, type Entry } from './platform/conversation-log.js';
import { TokenDesk } from './platform/credential-store.js';
import { historyPage } from './platform/history-pages.js';
import {
  ackFrame,
  BOT,
  botResponseFrame,
  EXPIRED_SPELLINGS,
  grantAnswer,
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

export interface PlatformAnswer {
  status: number;
  body: object;
}

/** What a socket is to the platform. `entry`: what a frame tells about, where it is a message of the log. */
export interface Peer {
  deliver(frame: object, entry?: Pick<Entry, 'id'>): void;
  /** Ends the socket with a close frame. */
  end(code: number, reason: string): void;
}

export interface Session {
  receive(data: string): void;
  /** The socket is gone, for whatever reason. */
  gone(): void;
}

/** A message with this word is too big for the platform: it closes the socket with 1009, each time. */
export const TOO_BIG = 'TOO-BIG';

interface Conversation {
  log: ConversationLog;
  peers: Set<Peer>;
  /** What the bot still has to say: it speaks one thing at a time. */
  readonly agenda: { text: string; parts: number }[];
  isSpeaking: boolean;
}

/** Between two things the bot says, and between two parts of a stream, in milliseconds. */
const BREATH_MS = 40;
const ANSWER_AFTER_MS = 300;

/**
 * The XO platform in memory: grant, rtm/start, sockets, history. It keeps the log of record, by which a client is judged.
 *
 * It knows nothing of networks or faults: what reaches it has arrived, what it sends has left.
 */
export class VirtualPlatform {
  readonly tokens: TokenDesk;
  /** Frames that no client should send, for the judge. */
  readonly complaints: string[] = [];
  /** Hears of each thing that is recorded. */
  onRecorded: ((user: string, entry: Entry) => void) | undefined;
  readonly #clock: VirtualClock;
  readonly #random: SeededRandom;
  readonly #assumptions: Assumptions;
  readonly #conversations = new Map<string, Conversation>();
  #said = 0;

  constructor(clock: VirtualClock, random: SeededRandom, assumptions: Assumptions) {
    this.#clock = clock;
    this.#random = random;
    this.#assumptions = assumptions;
    this.tokens = new TokenDesk(clock, random);
  }

  /** The log of record of one user. */
  log(user: string): readonly Entry[] {
    return this.#conversation(user).log.entries;
  }

  /** The log begins with messages from before anybody connected: theirs and the bot's in turn. */
  remember(user: string, count: number): void {
    const { log } = this.#conversation(user);
    for (let n = count; n > 0; n--) {
      const at = this.#clock.now() - n * 60_000;
      if (n % 2) log.recordBot(`h${n} from before`, at);
      else log.recordUser(`h${n} from before`, at, at);
    }
  }

  /**
   * The bot says something, to be recorded when it is said completely.
   *
   * @param parts more than one: as a stream of so many parts
   */
  say(user: string, parts = 1): void {
    const conversation = this.#conversation(user);
    const text = `b${++this.#said} says the bot${parts > 1 ? ', word by word, until all is said' : ''}`;
    conversation.agenda.push({ text, parts: this.#assumptions.liveIds ? parts : 1 });
    this.#speak(conversation);
  }

  handle(request: PlatformRequest): PlatformAnswer {
    const path = request.url.pathname.replace(/^\/api(\/1\.1)?\//, '');
    if (path === 'oAuth/token/jwtgrant' && request.method === 'POST') return this.#grant(request);
    const token = /^bearer (\S+)$/.exec(request.authorization ?? '')?.[1] ?? '';
    const user = this.tokens.userOf(token);
    if (user === undefined) return this.#expired();
    if (path === 'rtm/start' && request.method === 'POST') return this.#start(request, token);
    if (path === 'botmessages/rtm' && request.method === 'GET') {
      if (request.url.searchParams.get('botId') !== BOT.id) return failure(400, 'botId is missing', 400);
      const page = historyPage(this.#visible(user), request.url.searchParams, this.#assumptions);
      const { pageMost } = this.#assumptions;
      if (pageMost && page.messages.length > pageMost) return failure(413, 'Response is too large', 413);
      return { status: 200, body: page };
    }
    return failure(404, 'no such endpoint', 404);
  }

  /** @returns the session, or why the handshake is refused */
  open(url: URL, protocols: readonly string[], peer: Peer): Session | string {
    const redeemed = this.tokens.redeem(url.searchParams.get('sid') ?? '', protocols);
    if ('refusal' in redeemed) return redeemed.refusal;
    const conversation = this.#conversation(redeemed.user);
    conversation.peers.add(peer);
    if (/[?&](isReconnect=true|ConnectionMode=Reconnect)\b/.test(url.search)) this.#redeliver(conversation, peer);
    return {
      receive: (data) => this.#receive(conversation, peer, data),
      gone: () => conversation.peers.delete(peer),
    };
  }

  /** What the history shows by now. */
  #visible(user: string): readonly Entry[] {
    const now = this.#clock.now();
    return this.log(user).filter(({ visibleAt }) => visibleAt <= now);
  }

  #grant({ body }: PlatformRequest): PlatformAnswer {
    const { assertion, botInfo } = JSON.parse(body) as { assertion?: string; botInfo?: { taskBotId?: string } };
    if (botInfo?.taskBotId !== BOT.id) return failure(400, 'botInfo is missing', 400);
    const { tokenLifeMs, refusesReplay } = this.#assumptions;
    const granted = this.tokens.grant(assertion ?? '', tokenLifeMs, refusesReplay);
    if ('refusal' in granted) return failure(401, granted.refusal, 401);
    return { status: 200, body: grantAnswer(granted.user, granted.token, this.#clock.now(), tokenLifeMs) };
  }

  #start({ body, isSecureRtm }: PlatformRequest, token: string): PlatformAnswer {
    const { botInfo } = JSON.parse(body) as { botInfo?: { taskBotId?: string } };
    if (botInfo?.taskBotId !== BOT.id) return failure(400, 'botInfo is missing', 400);
    const { sid, nonce } = this.tokens.ticket(token, this.#assumptions.secureRtm && isSecureRtm);
    const url = `wss://platform.test:443/rtm/bot?sid=${sid}`;
    return { status: 200, body: nonce === undefined ? { url } : { url, nonce } };
  }

  #expired(): PlatformAnswer {
    const spelling = EXPIRED_SPELLINGS[this.#random.upTo(EXPIRED_SPELLINGS.length - 1)]!;
    return { status: 401, body: { errors: [spelling], _v: 'v2', _t: 'RTM-TRACE-1' } };
  }

  #receive(conversation: Conversation, peer: Peer, data: string): void {
    if (data.includes(TOO_BIG)) return peer.end(1009, 'Message too big');
    const frame = readFrame(data);
    if (typeof frame === 'string') {
      this.complaints.push(`${frame}: ${data.slice(0, 200)}`);
      return;
    }
    if (frame.type === 'ping') {
      if (this.#assumptions.pongs) peer.deliver({ type: 'pong' });
      return;
    }
    if (frame.type === 'ack' || frame.body === undefined) return;
    const entry = conversation.log.recordUser(frame.body, frame.id, this.#clock.now());
    peer.deliver(ackFrame(frame.id, this.#assumptions));
    if (!entry) return;
    for (const other of conversation.peers) if (other !== peer) other.deliver(userMessageFrame(entry), entry);
    for (let n = 0; n < this.#assumptions.answers; n++) {
      this.#clock.after(ANSWER_AFTER_MS * (n + 1), () => this.#sayTo(conversation));
    }
  }

  #sayTo(conversation: Conversation): void {
    conversation.agenda.push({ text: `b${++this.#said} answers the bot`, parts: 1 });
    this.#speak(conversation);
  }

  /** Says the next thing, unless the bot is in the middle of one. */
  #speak(conversation: Conversation): void {
    if (conversation.isSpeaking) return;
    const next = conversation.agenda.shift();
    if (!next) return;
    const now = this.#clock.now();
    if (next.parts > 1) {
      conversation.isSpeaking = true;
      const { log } = conversation;
      this.#stream(conversation, next.text, next.parts, 0, { id: log.newId(), began: log.entries.length });
      return;
    }
    const entry = conversation.log.recordBot(next.text, now);
    for (const peer of conversation.peers) peer.deliver(botResponseFrame(entry, this.#assumptions), entry);
    this.#speak(conversation);
  }

  #stream(
    conversation: Conversation,
    text: string,
    parts: number,
    part: number,
    stream: { id: string; began: number },
  ): void {
    const { id } = stream;
    const size = Math.ceil(text.length / parts);
    const isLast = part === parts - 1;
    const now = this.#clock.now();
    const stamp = isLast ? conversation.log.recordBot(text, now, stream).stamp : conversation.log.stampOf(now);
    const whole = isLast && this.#assumptions.completeResponse ? text : undefined;
    const frame = streamFrame(id, stamp, text.slice(part * size, (part + 1) * size), whole, isLast);
    for (const peer of conversation.peers) peer.deliver(frame, { id });
    this.#clock.after(BREATH_MS, () => {
      if (!isLast) return this.#stream(conversation, text, parts, part + 1, stream);
      conversation.isSpeaking = false;
      this.#speak(conversation);
    });
  }

  #redeliver({ log }: Conversation, peer: Peer): void {
    const { redelivers } = this.#assumptions;
    if (redelivers === 0) return;
    const said = log.entries.filter(({ kind }) => kind === 'bot').slice(-redelivers);
    for (const entry of said) peer.deliver(botResponseFrame(entry, this.#assumptions), entry);
  }

  #conversation(user: string): Conversation {
    let conversation = this.#conversations.get(user);
    if (!conversation) {
      const log = new ConversationLog(
        String(this.#conversations.size),
        this.#assumptions,
        (entry) => this.onRecorded?.(user, entry),
        () => this.#assumptions.lagMs && this.#random.upTo(this.#assumptions.lagMs),
      );
      conversation = { log, peers: new Set(), agenda: [], isSpeaking: false };
      this.#conversations.set(user, conversation);
    }
    return conversation;
  }
}

const failure = (status: number, msg: string, code: number | string): PlatformAnswer => ({
  status,
  body: { errors: [{ msg, code }] },
});

interface ClientFrame {
  type: string | undefined;
  id: number | string;
  /** Of a message of the user; other frames have none. */
  body: string | undefined;
}

/** Reads a frame as the documents describe it (seeds, `/bot.message`; protocol.md §3), or says what is wrong with it. */
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
