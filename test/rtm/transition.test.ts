import { describe, expect, it } from 'vitest';
import { ConnectionError } from '../../src/errors/index.js';
import type { Urgency } from '../../src/lib/backoff.js';
import type { Monitoring } from '../../src/rtm/transition.js';
import { EVENTS, type EventName, FORBIDDEN, type PathName, RtmDriver, tooMany } from '../support/rtm-driver.js';

/** The next state for each state and event, half a second after the state began. `.`: unchanged; `-`: cannot happen. */
const TABLE = `
             connect     disconnect authorized started opened frame proof closed  blocked failed  forbidden timer       ok    gap         unreachable suspect     offline online      urgencyChanged
idle         authorizing closed     .          .       .      .     .     .       .       .       .         -           .     .           .           .           .       .           .
authorizing  .           closed     starting   .       .      .     .     .       .       waiting failed    -           .     .           .           .           offline authorizing .
starting     .           closed     .          opening .      .     .     .       .       waiting failed    -           .     .           .           .           offline starting    .
opening      .           closed     .          .       ready  .     .     waiting waiting waiting failed    waiting     .     .           .           .           offline opening     .
ready        .           closed     .          .       .      .     .     waiting failed  .       .         ready       .     ready       .           authorizing offline ready       .
probing      .           closed     .          .       .      .     .     authorizing failed  .       .         -           ready ready       offline     authorizing offline ready       .
waiting      authorizing closed     .          .       .      .     .     .       .       .       .         authorizing .     .           .           .           offline authorizing authorizing
offline      authorizing closed     .          .       .      .     .     .       .       .       .         authorizing .     .           .           .           .       authorizing authorizing
doubtful     offline     closed     .          .       .      ready ready waiting failed  .       .         offline     .     offline     .           waiting     .       offline     offline
failed       authorizing closed     .          .       .      .     .     .       .       .       .         -           .     .           .           .           .       .           .
closed       authorizing closed     .          .       .      .     .     .       .       .       .         -           .     .           .           .           .       .           .
`;

/** Events that other tests cover. */
const OWN_TESTS = ['timer', 'securitypolicyviolation', 'visibilitychange', 'pageshow', 'resume', 'wake'];

const [columns, ...rows] = TABLE.trim()
  .split('\n')
  .map((line) => line.trim().split(/\s+/));
const cells = rows.flatMap(([from, ...targets]) =>
  targets.flatMap((to, i) => (to === '-' ? [] : [[from, columns![i], to] as [PathName, EventName, string]])),
);

describe('transition', () => {
  it.each(cells)('%s + %s → %s', (from, name, to) => {
    const driver = new RtmDriver(from);
    const { current } = driver;
    driver.wait(500).dispatch(name);
    if (to !== '.') expect(driver.status).toBe(to);
    else {
      expect(driver.current).toBe(current);
      expect(driver.effects).toEqual([]);
    }
  });

  it('has a row for every path and a column for every event', () => {
    expect(cells.filter(([from]) => from === 'idle').map(([, name]) => name)).toEqual(
      Object.keys(EVENTS).filter((name) => !OWN_TESTS.includes(name)),
    );
  });

  it.each(['visibilitychange', 'pageshow', 'resume', 'wake'] as const)('%s has the effect of online', (name) => {
    for (const [from, , to] of cells.filter(([, column]) => column === 'online')) {
      const driver = new RtmDriver(from);
      const { status } = driver;
      expect(driver.wait(500).dispatch(name).status).toBe(to === '.' ? status : to);
    }
  });
});

describe('connecting', () => {
  it('requests token, URL and socket, one after the other', () => {
    const driver = new RtmDriver();
    expect(driver.dispatch('connect').effects).toEqual(['reset', 'authorize']);
    expect(driver.dispatch('authorized').effects).toEqual(['start']);
    expect(driver.dispatch('started').effects).toEqual(['open']);
    expect(driver.dispatch('opened').current).toMatchObject({ state: { status: 'ready' }, hasSession: true });
  });

  it('discards a URL that arrives 30 s after its request', () => {
    const driver = new RtmDriver('starting').wait(30_000).dispatch('started');
    expect(driver.current.state).toMatchObject({ status: 'waiting', cause: { code: 'XO_TIMEOUT' } });
    expect(driver.effects).not.toContain('open');
    expect(new RtmDriver('starting').wait(29_999).dispatch('started').effects).toEqual(['open']);
  });

  it('gives up a socket that does not open within 10 s', () => {
    const driver = new RtmDriver('opening').timer();
    expect(driver.current.state).toMatchObject({ status: 'waiting', cause: { code: 'XO_TIMEOUT' } });
    expect(driver.current.startedAt + 10_000).toBe(driver.context.now);
  });

  it('starts again after a signal if the step has taken more than a second', () => {
    expect(new RtmDriver('starting').wait(1_001).dispatch('online').status).toBe('authorizing');
  });

  it.each(['authorizing', 'starting', 'opening'] as const)(
    'starts again a second after a signal if %s hangs, and only then',
    (from) => {
      const driver = new RtmDriver(from).wait(500).dispatch('online');
      expect([driver.effects, driver.dueInMs]).toEqual([[], 1_000]);
      expect(driver.timer().effects).toEqual(['reset', 'authorize']);
      const { authorizing, starting, opening } = {
        authorizing: 'authorized',
        starting: 'started',
        opening: 'opened',
      } as const;
      const finished = new RtmDriver(from)
        .wait(500)
        .dispatch('online')
        .dispatch({ authorizing, starting, opening }[from]);
      expect(finished.current.check).toBeUndefined();
    },
  );

  it('stops after an error that is not retryable', () => {
    const driver = new RtmDriver('starting').dispatch('forbidden');
    expect(driver.current.state).toMatchObject({ status: 'failed', cause: { code: 'XO_HTTP_STATUS' } });
    expect(driver.dueInMs).toBeUndefined();
  });
});

describe('waiting', () => {
  it('has a cause and a time', () => {
    const { current, context, dueInMs } = new RtmDriver('waiting');
    expect(current.state).toMatchObject({
      attempt: 1,
      retryAt: context.date + dueInMs!,
      cause: { code: 'XO_NETWORK' },
    });
  });

  /** Returns the longest waits after this many failures in a row, in seconds. */
  const ceilings = (urgency: Urgency, failures: number) => {
    const driver = new RtmDriver('authorizing');
    driver.context = { ...driver.context, urgency, random: 1 - 2 ** -40 };
    return Array.from({ length: failures }, () => {
      driver.dispatch('failed');
      const seconds = Math.round(driver.dueInMs! / 10) / 100;
      driver.timer();
      return seconds;
    });
  };

  it.each<[Urgency, number[]]>([
    ['waiting', [1, 2, 4, 4, 4]],
    ['watched', [4, 4, 4, 4, 4]],
    ['none', [8, 16, 20, 20, 20]],
  ])('has a ceiling by urgency: %s %j', (urgency, seconds) => {
    expect(ceilings(urgency, 5)).toEqual(seconds);
  });

  const longWait = () => {
    const driver = new RtmDriver('waiting').timer().dispatch('failed').timer().dispatch('failed');
    driver.context = { ...driver.context, urgency: 'waiting' };
    return driver;
  };

  it('ends with the first message after one failure, and is shortened after more failures', () => {
    expect(longWait().dueInMs).toBe(10_000);
    const driver = longWait().dispatch('urgencyChanged');
    expect([driver.status, driver.dueInMs]).toEqual(['waiting', 2_000]);
    expect(driver.current.state).toMatchObject({ retryAt: driver.context.date + driver.dueInMs! });
  });

  it('is drawn once per urgency, however many messages are sent', () => {
    const driver = longWait().dispatch('urgencyChanged');
    driver.context = { ...driver.context, random: 0 };
    expect(driver.dispatch('urgencyChanged').dueInMs).toBe(2_000);
  });

  it.each<[Urgency, retryAfterMs: number, mostMs: number]>([
    ['waiting', 1_000, 2_000],
    ['watched', 1_000, 2_000],
    ['waiting', 60_000, 90_000],
    ['none', 1_000, 9_000],
    ['none', 60_000, 90_000],
  ])('by Retry-After is followed by a random time of up to half of it: %s, %i ms', (urgency, retryAfterMs, mostMs) => {
    for (const random of [0, 1 - 2 ** -40]) {
      const driver = new RtmDriver('starting');
      driver.context = { ...driver.context, urgency, random };
      const { dueInMs } = driver.dispatch({ type: 'failed', error: tooMany(retryAfterMs) });
      expect(dueInMs).toBeCloseTo(random ? mostMs : retryAfterMs, 3);
    }
  });

  it.each(['online', 'visibilitychange', 'wake', 'urgencyChanged', 'connect'] as const)(
    'by Retry-After ignores %s',
    (name) => {
      const driver = new RtmDriver('starting').dispatch({ type: 'failed', error: tooMany(60_000) });
      expect(driver.wait(59_999).dispatch(name).status).toBe('waiting');
      expect(driver.wait(1).dispatch(name).status).toBe('authorizing');
    },
  );

  it('by Retry-After may be longer than the cap', () => {
    const { dueInMs } = new RtmDriver('starting').dispatch({ type: 'failed', error: tooMany(600_000) });
    expect(dueInMs).toBeGreaterThanOrEqual(600_000);
  });
});

describe('proof of health', () => {
  const reconnected = () =>
    new RtmDriver('waiting').timer().dispatch('authorized').dispatch('started').dispatch('opened');

  it('is not an open socket', () => {
    expect(reconnected().current.attempt).toBe(1);
    expect(reconnected().dispatch('closed').current.attempt).toBe(2);
  });

  it('is an ack at once, and any frame after five seconds', () => {
    expect(reconnected().dispatch('proof').current.attempt).toBe(0);
    expect(reconnected().wait(4_999).dispatch('frame').current.attempt).toBe(1);
    expect(reconnected().wait(5_000).dispatch('frame').current.attempt).toBe(0);
  });

  it('is a successful probe', () => {
    expect(reconnected().dispatch('visibilitychange').dispatch('ok').current.attempt).toBe(0);
  });
});

describe('an idle connection', () => {
  it('is pinged after 25 to 30 s of silence and probed 2 s later', () => {
    const driver = new RtmDriver('ready');
    const since = driver.context.now;
    driver.timer();
    expect(driver.effects).toEqual(['ping']);
    expect(driver.context.now - since).toBe(27_500);
    driver.timer();
    expect(driver.effects).toContain('probe');
    expect(driver.context.now - since).toBe(29_500);
  });

  /** Returns the times of pings and probes during a silence, in seconds from its start. */
  function silence(minutes: number, monitoring: Monitoring, random = 0.5) {
    const driver = new RtmDriver('ready');
    driver.context = { ...driver.context, monitoring, random };
    const since = driver.context.now;
    const [pings, probes]: [number[], number[]] = [[], []];
    while (driver.dueInMs !== undefined && driver.current.due! - since < minutes * 60_000) {
      driver.timer();
      const seconds = (driver.context.now - since) / 1_000;
      if (driver.effects.includes('probe')) {
        probes.push(seconds);
        driver.wait(100).dispatch('ok');
      } else if (driver.effects.includes('ping')) pings.push(seconds);
    }
    return { pings, probes };
  }

  it.each([0, 0.5, 0.999])(
    'of a visible page is probed within 45 s, after 2 min, then every 5 min (random %d)',
    (random) => {
      const { pings, probes } = silence(60, 'normal', random);
      expect(probes[0]).toBeLessThan(45);
      const gaps = probes.slice(1).map((at, i) => at - probes[i]!);
      expect(gaps[0]).toSatisfy((gap: number) => gap >= 120 && gap < 120 + 33);
      for (const gap of gaps.slice(1)) expect(gap).toSatisfy((one: number) => one >= 300 && one < 300 + 33);
      for (const [i, at] of pings.entries()) expect(at - (pings[i - 1] ?? 0)).toBeLessThanOrEqual(32.1);
    },
  );

  it('is probed every 45 s while an answer is expected', () => {
    const { probes } = silence(10, 'close', 0.999);
    expect(probes.length).toBeGreaterThan(15);
    for (const [i, at] of probes.entries()) expect(at - (probes[i - 1] ?? 0)).toBeLessThan(45);
  });

  it('of a hidden page is not probed, or every 5 min if it announces news', () => {
    expect(silence(60, 'off')).toEqual({ pings: [], probes: [] });
    const { pings, probes } = silence(60, 'rare');
    expect(pings).toEqual([]);
    for (const [i, at] of probes.entries()) expect(at - (probes[i - 1] ?? 0)).toBeGreaterThanOrEqual(300);
    expect(probes.length).toBeGreaterThan(9);
  });

  it('of a hidden page is monitored again after a signal or a frame', () => {
    const hidden = () => {
      const driver = new RtmDriver('ready');
      driver.context = { ...driver.context, monitoring: 'off' };
      driver.timer();
      expect(driver.dueInMs).toBeUndefined();
      return driver;
    };
    expect(hidden().dispatch('urgencyChanged').dueInMs).toBe(27_500);
    expect(hidden().dispatch('frame').dueInMs).toBe(27_500);
    expect(hidden().dispatch('visibilitychange').effects).toContain('probe');
  });

  it('starts over with the probes after a frame', () => {
    const driver = new RtmDriver('ready');
    for (let n = 0; n < 3; n++) {
      const since = driver.context.now;
      while (!driver.effects.includes('probe')) driver.timer();
      expect(driver.context.now - since).toBeLessThan(45_000);
      driver.wait(100).dispatch('ok').wait(1_000).dispatch('frame');
    }
  });

  it('is not pinged while frames arrive', () => {
    const driver = new RtmDriver('ready').wait(26_000).dispatch('frame').timer();
    expect(driver.effects).toEqual([]);
    expect(driver.dueInMs).toBeGreaterThan(0);
  });

  it('is not probed if it answers the ping', () => {
    const driver = new RtmDriver('ready').timer().dispatch('frame');
    expect(driver.current.state.status).toBe('ready');
    expect(driver.timer().effects).toEqual(['ping']);
  });

  it('is never closed while it is healthy', () => {
    const driver = new RtmDriver('ready');
    driver.context = { ...driver.context, monitoring: 'close' };
    for (let round = 0; round < 100; round++) {
      driver.timer().timer().wait(200).dispatch('ok');
      expect([driver.status, driver.effects]).toEqual(['ready', []]);
    }
  });

  it('with a gap is replaced at once, the first time', () => {
    const driver = new RtmDriver('ready').timer().timer().dispatch('gap').timer();
    expect(driver.effects).toEqual(['reset', 'authorize']);
    driver.context = { ...driver.context, monitoring: 'close' };
    driver.dispatch('authorized').dispatch('started').dispatch('opened').timer().timer().dispatch('gap').timer();
    expect(driver.status).toBe('waiting');
  });

  it('with a gap is replaced, even if no probe has found it', () => {
    const driver = new RtmDriver('ready').dispatch('gap').timer();
    expect(driver.effects).toEqual(['reset', 'authorize']);
    expect(new RtmDriver('waiting').dispatch('gap').status).toBe('waiting');
  });

  it('is kept if it received a frame while the probe timed out', () => {
    const timeout = { type: 'probed', result: new ConnectionError('XO_TIMEOUT', 'unable to do it; timeout') } as const;
    const silent = new RtmDriver('ready').dispatch('online').wait(2_000).dispatch(timeout);
    expect(silent.status).toBe('offline');
    const alive = new RtmDriver('ready').dispatch('online').wait(500).dispatch('frame').wait(1_500).dispatch(timeout);
    expect([alive.status, alive.current.check]).toEqual(['ready', undefined]);
  });

  it('is probed again after a later signal, and once for signals that come together', () => {
    const driver = new RtmDriver('ready').dispatch('online');
    expect(driver.effects).toContain('probe');
    expect(driver.wait(10).dispatch('visibilitychange').effects).toEqual([]);
    expect(driver.wait(200).dispatch('visibilitychange').effects).toContain('probe');
  });

  it('is kept if it is only slower than the history', () => {
    const driver = new RtmDriver('ready').timer().timer().dispatch('gap').wait(600).dispatch('frame');
    expect([driver.status, driver.current.check, driver.effects]).toEqual(['ready', undefined, []]);
  });
});

describe('a doubtful connection', () => {
  it('keeps its socket while the machine is offline, and is ready with the first frame', () => {
    const driver = new RtmDriver('ready').dispatch('offline');
    expect(driver.effects).toEqual([]);
    expect(driver.wait(60_000).dispatch('frame').status).toBe('ready');
  });

  it('is probed after every signal with a timeout of 2 s', () => {
    for (const name of ['online', 'visibilitychange', 'wake'] as const) {
      const driver = new RtmDriver('ready').dispatch(name);
      expect(driver.effects).toContain('probe');
      expect(driver.current.probeMs).toBe(2_000);
    }
  });

  it('is kept if a probe succeeds after an offline signal', () => {
    const driver = new RtmDriver('ready').dispatch('offline').dispatch('online').dispatch('ok');
    expect([driver.status, driver.effects]).toEqual(['ready', []]);
  });

  it('is replaced by the next successful probe after one has failed', () => {
    const driver = new RtmDriver('ready').dispatch('visibilitychange').dispatch('unreachable');
    expect(driver.current.state).toMatchObject({ status: 'offline', cause: { code: 'XO_NETWORK' } });
    expect(driver.timer().dispatch('ok').effects).toEqual(['reset', 'authorize']);
  });

  it('is kept if the platform answers the probe with an error', () => {
    const driver = new RtmDriver('probing').dispatch({ type: 'probed', result: tooMany(5_000) });
    expect([driver.status, driver.effects]).toEqual(['ready', []]);
    expect(driver.dueInMs).toBeGreaterThan(5_000);
  });
});

/*
 * A suspended page gets its events in any order when it runs again: the signal, the socket's error and close, and the result of
 * the probe that the signal has started. In each order the first attempt follows at once if the socket is gone.
 */
describe('a page that resumes', () => {
  type Part = 'signal' | 'error' | 'close' | 'answer' | 'no answer';
  const EVENT_OF: Record<Exclude<Part, 'signal' | 'error'>, EventName> = {
    close: 'closed',
    answer: 'ok',
    'no answer': 'unreachable',
  };

  const permutations = <Thing>(things: readonly Thing[]): Thing[][] =>
    things.length < 2
      ? [[...things]]
      : things.flatMap((one, i) => permutations(things.toSpliced(i, 1)).map((rest) => [one, ...rest]));

  const orders = (['answer', 'no answer'] as const)
    .flatMap((answer) => permutations<Part>(['signal', 'error', 'close', answer]))
    // An error comes before its close, and an answer after the signal that started the probe.
    .filter((order) => order.indexOf('error') < order.indexOf('close'))
    .filter((order) => order.indexOf('signal') < order.findIndex((part) => /answer/.test(part)));

  const signals = ['pageshow', 'visibilitychange', 'online', 'resume'] as const;
  const table = signals.flatMap((signal) => orders.map((order) => [signal, order.join(', ')] as const));

  it.each(table)('%s: %s', (signal, order) => {
    const driver = new RtmDriver('ready').wait(60_000);
    let attempts = 0;
    for (const part of order.split(', ') as Part[]) {
      driver.wait(3);
      // The error of an open socket is not reported, because `close` follows.
      if (part === 'error') continue;
      driver.dispatch(part === 'signal' ? signal : EVENT_OF[part]);
      if (driver.effects.includes('authorize')) attempts++;
    }
    expect([driver.status, attempts]).toEqual(['authorizing', 1]);
  });

  it.each(signals)('replaces a socket at once if it closes within a second after %s, and not later', (signal) => {
    const closed = (afterMs: number) =>
      new RtmDriver('ready').dispatch(signal).dispatch('ok').wait(afterMs).dispatch('closed').status;
    expect([closed(1_000), closed(1_001)]).toEqual(['authorizing', 'waiting']);
  });

  it.each(signals)('replaces a socket with a gap at once after %s, whatever failed before', (signal) => {
    const afterGap = (driver: RtmDriver) => driver.dispatch(signal).wait(1_900).dispatch('gap').timer().effects;
    expect(afterGap(new RtmDriver('doubtful'))).toEqual(['reset', 'authorize']);
    const shaky = new RtmDriver('waiting').timer().dispatch('authorized').dispatch('started').dispatch('opened');
    expect(afterGap(shaky)).toEqual(['reset', 'authorize']);
    // The signal has had its attempt, so the next socket with a gap has to wait.
    shaky.dispatch('authorized').dispatch('started').dispatch('opened').dispatch('gap').timer();
    expect(shaky.status).toBe('waiting');
  });

  it('replaces a socket at once that closes or is suspected while a gap is checked', () => {
    for (const name of ['closed', 'suspect'] as const) {
      const driver = new RtmDriver('doubtful')
        .dispatch('pageshow')
        .wait(1_900)
        .dispatch('gap')
        .wait(600)
        .dispatch(name);
      expect([name, driver.effects]).toEqual([name, ['reset', 'authorize']]);
    }
  });

  it.each([...signals, 'offline'] as const)('does not forget a gap at %s', (signal) => {
    // Another probe would find no new gap.
    const driver = new RtmDriver('ready').dispatch('gap').wait(300).dispatch(signal);
    expect([driver.effects, driver.timer().effects]).toEqual([[], ['reset', 'authorize']]);
    if (signal === 'offline') return;
    const shaky = new RtmDriver('waiting').timer().dispatch('authorized').dispatch('started').dispatch('opened');
    expect(shaky.dispatch('gap').wait(300).dispatch(signal).timer().effects).toEqual(['reset', 'authorize']);
  });

  it.each(signals)(
    'follows an attempt that had begun before %s and fails after it, however late, with one more',
    (signal) => {
      const driver = new RtmDriver('starting').wait(300).dispatch(signal).wait(900).dispatch('started').wait(9_000);
      expect(driver.dispatch('closed').effects).toEqual(['reset', 'authorize']);
      expect(driver.dispatch('authorized').dispatch('started').dispatch('closed').status).toBe('waiting');
    },
  );

  it('gets one attempt without a wait for each signal', () => {
    const driver = new RtmDriver('ready').dispatch('pageshow').dispatch('closed');
    driver.dispatch('authorized').dispatch('started').dispatch('closed');
    expect(driver.status).toBe('waiting');
    driver.dispatch('pageshow').dispatch('authorized').dispatch('started').dispatch('opened').dispatch('closed');
    expect(driver.status).toBe('waiting');
  });

  it('reports a socket that the policy of the page forbids at once', () => {
    const driver = new RtmDriver('opening').dispatch('securitypolicyviolation');
    expect(driver.current.state).toMatchObject({
      status: 'waiting',
      cause: { code: 'XO_SOCKET_REFUSED', message: 'unable to open a socket; the page may not' },
    });
  });

  it.each(['idle', 'starting', 'ready', 'waiting', 'offline'] as const)(
    'ignores policy violations of other sockets: %s',
    (from) => {
      const { current } = new RtmDriver(from);
      expect(new RtmDriver(from).dispatch('securitypolicyviolation').current).toEqual(current);
    },
  );

  it.each(['authorizing', 'starting', 'opening'] as const)('starts again if the attempt failed while %s', (from) => {
    const driver = new RtmDriver(from).wait(300).dispatch('pageshow').wait(3);
    driver.dispatch(from === 'opening' ? 'closed' : 'failed');
    expect([driver.status, driver.effects]).toEqual(['authorizing', ['reset', 'authorize']]);
  });

  it('obeys a refusal and Retry-After nevertheless', () => {
    expect(new RtmDriver('ready').dispatch('pageshow').dispatch('blocked').status).toBe('failed');
    const refused = new RtmDriver('starting')
      .wait(300)
      .dispatch('pageshow')
      .dispatch({ type: 'failed', error: tooMany(60_000) });
    expect([refused.status, refused.dueInMs! >= 60_000]).toEqual(['waiting', true]);
  });
});

describe('a wrong offline signal', () => {
  const urgent = (path: PathName) => {
    const driver = new RtmDriver(path);
    driver.context = { ...driver.context, urgency: 'waiting' };
    return driver;
  };

  it('delays a waiting message by one probe', () => {
    const driver = urgent('ready').dispatch('offline');
    expect([driver.status, driver.effects]).toEqual(['offline', ['ping', 'probe']]);
    expect(driver.wait(80).dispatch('ok').status).toBe('ready');
  });

  it('delays a message that is sent later by one probe', () => {
    const driver = urgent('doubtful').dispatch('urgencyChanged');
    expect(driver.effects).toEqual(['ping', 'probe']);
    expect(driver.dispatch('urgencyChanged').effects).toEqual([]);
    expect(driver.wait(80).dispatch('ok').status).toBe('ready');
  });

  it('costs one probe and a longer wait if it was right', () => {
    const driver = urgent('ready').dispatch('offline').dispatch('unreachable');
    expect([driver.status, driver.dueInMs! <= 4_000]).toEqual(['offline', true]);
    expect(driver.dispatch('urgencyChanged').effects).toEqual([]);
  });
});

describe('regressions', () => {
  it('going offline does not shorten Retry-After', () => {
    const driver = new RtmDriver('starting').dispatch({ type: 'failed', error: tooMany(600_000) }).dispatch('offline');
    expect(driver.dueInMs).toBeGreaterThanOrEqual(600_000);
  });

  it.each(['online', 'pageshow', 'urgencyChanged', 'connect'] as const)(
    'the Retry-After of a probe while offline delays the next one, also after %s',
    (name) => {
      const driver = new RtmDriver('doubtful').timer().dispatch({ type: 'probed', result: tooMany(26_000) });
      expect(driver.status).toBe('offline');
      driver.wait(1_000).dispatch(name);
      expect(driver.effects).toEqual([]);
      expect(driver.dueInMs).toBeGreaterThanOrEqual(25_000);
    },
  );

  it('the Retry-After of a probe delays the next probe', () => {
    const driver = new RtmDriver('probing').dispatch({ type: 'probed', result: tooMany(600_000) });
    driver.wait(30_000).dispatch('visibilitychange');
    expect(driver.effects).not.toContain('probe');
  });

  it('a forbidden history does not affect a healthy socket', () => {
    const driver = new RtmDriver('probing').dispatch({ type: 'probed', result: FORBIDDEN });
    expect(driver.status).toBe('ready');
  });

  it('a signal during an ordinary probe starts another with a timeout of 2 s', () => {
    const driver = new RtmDriver('ready').timer().timer();
    expect(driver.current.probeMs).toBe(10_000);
    driver.dispatch('online');
    expect(driver.effects).toContain('probe');
  });

  it('disconnect() in the state closed changes nothing', () => {
    const driver = new RtmDriver('closed');
    const { state } = driver.current;
    expect(driver.dispatch('disconnect').current.state).toBe(state);
  });
});
