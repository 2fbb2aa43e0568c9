import { describe, expect, it } from 'vitest';
import { type Assumptions, IDEAL_PLATFORM } from './assumptions.js';
import { BOT } from './platform/wire-format.js';
import { seededRandom } from './seeded-random.js';
import { VirtualClock } from './virtual-clock.js';
import { type PlatformResponse, type Session, TOO_BIG, VirtualPlatform } from './virtual-platform.js';

const USER = 'u-1';
const API = 'https://platform.test/api';
const BOT_INFO = { chatBot: BOT.name, taskBotId: BOT.id };

function setUp(assumptions: Partial<Assumptions> = {}) {
  const clock = new VirtualClock();
  const platform = new VirtualPlatform(clock, seededRandom(1), { ...IDEAL_PLATFORM, ...assumptions });
  const call = (method: string, path: string, body: object = {}, token = '', isSecureRtm = false): PlatformResponse =>
    platform.handle({
      method,
      url: new URL(`${API}/${path}`),
      authorization: `bearer ${token}`,
      isSecureRtm,
      body: JSON.stringify(body),
    });
  const grant = (jwt = platform.credentials.mintJwt(USER)) =>
    call('POST', 'oAuth/token/jwtgrant', { assertion: jwt, botInfo: BOT_INFO });
  const token = () => (grant().body as { authorization: { accessToken: string } }).authorization.accessToken;
  const start = (accessToken: string, isSecureRtm = false) =>
    call('POST', '1.1/rtm/start', { botInfo: BOT_INFO }, accessToken, isSecureRtm).body as {
      url: string;
      nonce?: string;
    };
  const open = (url: string, protocols: string[] = []) => {
    const frames: Record<string, unknown>[] = [];
    const ends: number[] = [];
    const session = platform.open(new URL(url), protocols, {
      deliver: (frame) => frames.push(frame as Record<string, unknown>),
      end: (code) => ends.push(code),
    });
    return { frames, ends, session: session as Session, refusal: session };
  };
  const connect = (query = '') => open(start(token()).url + query);
  const message = (id: number, body: string) =>
    JSON.stringify({
      clientMessageId: id,
      id,
      resourceid: '/bot.message',
      message: { body, attachments: [] },
      botInfo: BOT_INFO,
    });
  const history = (query: string) => {
    const answer = call('GET', `botmessages/rtm?botId=${BOT.id}&${query}`, {}, token()).body as {
      total: number;
      moreAvailable: boolean;
      messages: { _id: string; userMsgId?: unknown; components: { data: { text: string } }[] }[];
    };
    return { ...answer, texts: answer.messages.map((record) => record.components[0]?.data.text.split(' ')[0]) };
  };
  return { clock, platform, call, grant, token, start, open, connect, message, history };
}

describe('the virtual platform', () => {
  it('grants an access token for a JWT that it has issued only', () => {
    const { platform, grant } = setUp();
    expect(grant().status).toBe(200);
    expect(grant('made up').status).toBe(401);
    const jwt = platform.credentials.mintJwt(USER);
    expect([grant(jwt).status, grant(jwt).status]).toEqual([200, 200]);
  });

  it('refuses a repeated JWT, with `refusesReplay`', () => {
    const { platform, grant } = setUp({ refusesReplay: true });
    const jwt = platform.credentials.mintJwt(USER);
    expect([grant(jwt).status, grant(jwt).status]).toEqual([200, 401]);
  });

  it('expires tokens', async () => {
    const { clock, call, token } = setUp({ tokenLifetimeMs: 60_000 });
    const mine = token();
    expect(call('POST', 'rtm/start', { botInfo: BOT_INFO }, mine).status).toBe(200);
    await clock.advance(60_000);
    expect(call('POST', 'rtm/start', { botInfo: BOT_INFO }, mine).status).toBe(401);
  });

  it('opens a socket once, within 30 s', async () => {
    const { clock, start, open, token } = setUp();
    const { url } = start(token());
    expect(typeof open(url).refusal).toBe('object');
    expect(open(url).refusal).toBe('sid was used before');
    const late = start(token()).url;
    await clock.advance(30_001);
    expect(open(late).refusal).toBe('sid has lapsed');
  });

  it('requires the sub-protocols of secure RTM once it has issued a nonce', () => {
    const { platform, start, open, token } = setUp({ secureRtm: true });
    expect(start(token()).nonce).toBeUndefined();
    const { url, nonce } = start(token(), true);
    expect(open(url).refusal).toBe('sub-protocols do not fit');
    const protocols = ['x-rtm-v|1', `jwt|${platform.credentials.mintJwt(USER)}`, `nonce|${nonce}`];
    expect(typeof open(url, protocols).refusal).toBe('object');
  });

  it('records and acknowledges a message, and sends it to the other sessions', () => {
    const { platform, connect, message } = setUp();
    const [one, other] = [connect(), connect()];
    one.session.receive(message(7, 'x1 hello'));
    expect(platform.log(USER)).toMatchObject([{ kind: 'user', text: 'x1 hello', clientMessageId: 7 }]);
    expect(one.frames).toEqual([{ ok: true, replyto: 7, message: 'delivered', type: 'ack' }]);
    expect(other.frames).toMatchObject([{ type: 'user_message', from: 'self', id: 7, message: { body: 'x1 hello' } }]);
  });

  it.each([
    [true, 1],
    [false, 2],
  ])('records a repeated clientMessageId as assumed (dedupes: %s)', (deduplicates, times) => {
    const { platform, connect, message } = setUp({ deduplicates });
    const { session, frames } = connect();
    session.receive(message(7, 'x1'));
    session.receive(message(7, 'x1'));
    expect(platform.log(USER)).toHaveLength(times);
    expect(frames).toHaveLength(2);
  });

  it('closes the socket with 1009 on a message that is too big, and does not record it', () => {
    const { platform, connect, message } = setUp();
    const { session, ends } = connect();
    session.receive(message(7, TOO_BIG));
    expect(ends).toEqual([1009]);
    expect(platform.log(USER)).toEqual([]);
  });

  it('lists frames that the protocol does not have', () => {
    const { platform, connect } = setUp();
    const { session } = connect();
    session.receive('no json');
    session.receive(
      JSON.stringify({
        id: 1,
        clientMessageId: 2,
        resourceid: '/bot.message',
        botInfo: BOT_INFO,
        message: { body: 'x' },
      }),
    );
    session.receive(JSON.stringify({ id: 1, clientMessageId: 1, resourceid: '/bot.message', message: { body: 'x' } }));
    expect(platform.invalidFrames.map((one) => one.split(':')[0])).toEqual([
      'frame is not JSON',
      'clientMessageId is not id',
      'frame has no botInfo',
    ]);
  });

  it('streams parts with one id, records the message at the end, and sends no other message in between', async () => {
    const { clock, platform, connect } = setUp();
    const { frames } = connect();
    platform.sendBotMessage(USER, 3);
    platform.sendBotMessage(USER);
    expect(platform.log(USER)).toEqual([]);
    await clock.advance(1_000);
    expect(platform.log(USER)).toHaveLength(2);
    expect(frames.map((frame) => [frame.messageId, frame.sM === true, frame.endChunk === true])).toEqual([
      ['ms-0-0000', true, false],
      ['ms-0-0000', true, false],
      ['ms-0-0000', true, true],
      ['ms-0-0001', false, false],
    ]);
    expect(frames[2]?.completeResponse).toBe(platform.log(USER)[0]?.text);
  });

  it('redelivers messages only after a reconnect', () => {
    const { platform, connect } = setUp({ redelivers: 2 });
    for (let n = 0; n < 3; n++) platform.sendBotMessage(USER);
    expect(connect().frames).toEqual([]);
    expect(connect('&isReconnect=true').frames.map(({ messageId }) => messageId)).toEqual(['ms-0-0001', 'ms-0-0002']);
  });

  it('counts offsets in the history from the newest message, and begins a page with the oldest', () => {
    const { platform, history } = setUp();
    platform.addHistory(USER, 5);
    expect(history('limit=2')).toMatchObject({ total: 5, moreAvailable: true, texts: ['h2', 'h1'] });
    expect(history('limit=2&offset=2')).toMatchObject({ moreAvailable: true, texts: ['h4', 'h3'] });
    expect(history('limit=2&offset=4')).toMatchObject({ moreAvailable: false, texts: ['h5'] });
  });

  it('returns short and overlapping pages, as assumed', () => {
    const { platform, history } = setUp({ pageCap: 3, pageOverlap: 1 });
    platform.addHistory(USER, 6);
    expect(history('limit=100').texts).toEqual(['h3', 'h2', 'h1']);
    expect(history('limit=100&offset=3').texts).toEqual(['h5', 'h4', 'h3']);
  });

  it.each<[Assumptions['forward'], string[]]>([
    ['ignored', ['h2', 'h1']],
    ['exclusive', ['h3', 'h2']],
    ['inclusive', ['h4', 'h3']],
  ])('reads forward as assumed: %s', (forward, texts) => {
    const { platform, history } = setUp({ forward });
    platform.addHistory(USER, 5);
    const id = platform.log(USER)[1]?.id;
    expect(history(`limit=2&forward=true&msgId=${id}`).texts).toEqual(texts);
  });

  it.each<[Assumptions['userMsgId'], unknown]>([
    ['number', 7],
    ['string', '7'],
    ['absent', undefined],
  ])('has the `userMsgId` of own messages in the history as assumed: %s', (userMsgId, expected) => {
    const { connect, message, history } = setUp({ userMsgId });
    connect().session.receive(message(7, 'x1'));
    expect(history('limit=1').messages[0]?.userMsgId).toEqual(expected);
  });

  it('gives records of one second the same time, with coarse timestamps', () => {
    const { platform } = setUp({ timestamps: 'coarse' });
    platform.sendBotMessage(USER);
    platform.sendBotMessage(USER);
    const [first, second] = platform.log(USER);
    expect(first?.timestamp).toBe(second?.timestamp);
    expect((first?.timestamp ?? 1) % 1_000).toBe(0);
  });
});
