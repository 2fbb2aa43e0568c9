import { describe, expect, it } from 'vitest';
import { ConnectionError } from '../../src/errors/index.js';
import { EVENTS, type EventName, FORBIDDEN, type PathName, RtmDriver, tooMany } from '../support/rtm-driver.js';

/** Where each event leads from each state, half a second after it began; `.` is nowhere, `-` cannot happen. */
const TABLE = `
             connect     disconnect authorized started opened frame proof closed  blocked failed  forbidden timer       ok    gap         unreachable suspect     offline online      hurry
idle         authorizing closed     .          .       .      .     .     .       .       .       .         -           .     .           .           .           .       .           .
authorizing  .           closed     starting   .       .      .     .     .       .       waiting failed    -           .     .           .           .           offline authorizing .
starting     .           closed     .          opening .      .     .     .       .       waiting failed    -           .     .           .           .           offline starting    .
opening      .           closed     .          .       ready  .     .     waiting waiting waiting failed    waiting     .     .           .           .           offline opening     .
ready        .           closed     .          .       .      .     .     waiting failed  .       .         ready       .     ready       .           authorizing offline ready       .
probing      .           closed     .          .       .      .     .     waiting failed  .       .         -           ready ready       offline     authorizing offline ready       .
waiting      authorizing closed     .          .       .      .     .     .       .       .       .         authorizing .     .           .           .           offline authorizing authorizing
offline      authorizing closed     .          .       .      .     .     .       .       .       .         authorizing .     .           .           .           .       authorizing .
doubtful     offline     closed     .          .       .      ready ready waiting failed  .       .         offline     .     offline     .           waiting     .       offline     .
failed       authorizing closed     .          .       .      .     .     .       .       .       .         -           .     .           .           .           .       .           .
closed       authorizing closed     .          .       .      .     .     .       .       .       .         -           .     .           .           .           .       .           .
`;

const [columns, ...rows] = TABLE.trim()
  .split('\n')
  .map((line) => line.trim().split(/\s+/));
const cells = rows.flatMap(([from, ...targets]) =>
  targets.flatMap((to, i) => (to === '-' ? [] : [[from, columns![i], to] as [PathName, EventName, string]])),
);

describe('transition', () => {
  it.each(cells)('%s + %s → %s', (from, name, to) => {
    const driver = new RtmDriver(from);
    const { machine } = driver;
    driver.wait(500).tell(name);
    if (to !== '.') expect(driver.status).toBe(to);
    else {
      expect(driver.machine).toBe(machine);
      expect(driver.effects).toEqual([]);
    }
  });

  it('has a row for every path and a column for every event', () => {
    expect(cells.filter(([from]) => from === 'idle').map(([, name]) => name)).toEqual(
      Object.keys(EVENTS).filter((name) => !['timer', 'visibilitychange', 'wake'].includes(name)),
    );
  });

  it.each(['visibilitychange', 'wake'] as const)('%s is a signal like online', (name) => {
    for (const [from, , to] of cells.filter(([, column]) => column === 'online')) {
      const driver = new RtmDriver(from);
      const { status } = driver;
      expect(driver.wait(500).tell(name).status).toBe(to === '.' ? status : to);
    }
  });
});

describe('connecting', () => {
  it('asks for token, URL and socket, one after the other', () => {
    const driver = new RtmDriver();
    expect(driver.tell('connect').effects).toEqual(['reset', 'authorize']);
    expect(driver.tell('authorized').effects).toEqual(['start']);
    expect(driver.tell('started').effects).toEqual(['open']);
    expect(driver.tell('opened').machine).toMatchObject({ state: { status: 'ready' }, resume: true });
  });

  it('throws away a URL that came 30 s after the question (law 4)', () => {
    const driver = new RtmDriver('starting').wait(30_000).tell('started');
    expect(driver.machine.state).toMatchObject({ status: 'waiting', cause: { code: 'timeout' } });
    expect(driver.effects).not.toContain('open');
    expect(new RtmDriver('starting').wait(29_999).tell('started').effects).toEqual(['open']);
  });

  it('gives up a socket that does not open in 10 s', () => {
    const driver = new RtmDriver('opening').timer();
    expect(driver.machine.state).toMatchObject({ status: 'waiting', cause: { code: 'timeout' } });
    expect(driver.machine.beganAt + 10_000).toBe(driver.chance.now);
  });

  it('begins anew after a signal where it has taken more than a second', () => {
    expect(new RtmDriver('starting').wait(1_001).tell('online').status).toBe('authorizing');
  });

  it.each(['authorizing', 'starting', 'opening'] as const)(
    'begins anew a second after a signal where %s hangs, and not where it does not',
    (from) => {
      const driver = new RtmDriver(from).wait(500).tell('online');
      expect([driver.effects, driver.dueInMs]).toEqual([[], 1_000]);
      expect(driver.timer().effects).toEqual(['reset', 'authorize']);
      const { authorizing, starting, opening } = {
        authorizing: 'authorized',
        starting: 'started',
        opening: 'opened',
      } as const;
      const well = new RtmDriver(from).wait(500).tell('online').tell({ authorizing, starting, opening }[from]);
      expect(well.machine.check).toBeUndefined();
    },
  );

  it('stops at what trying again does not mend', () => {
    const driver = new RtmDriver('starting').tell('forbidden');
    expect(driver.machine.state).toMatchObject({ status: 'failed', cause: { code: 'http_status' } });
    expect(driver.dueInMs).toBeUndefined();
  });
});

describe('waiting', () => {
  it('says why and until when', () => {
    const { machine, chance, dueInMs } = new RtmDriver('waiting');
    expect(machine.state).toMatchObject({ attempt: 1, retryAt: chance.now + dueInMs!, cause: { code: 'network' } });
  });

  it('of a first failure is short when a message waits', () => {
    const wait = (hurried: boolean) => {
      const driver = new RtmDriver('authorizing');
      driver.chance = { ...driver.chance, hurried, random: 0.999 };
      return driver.tell('failed').dueInMs!;
    };
    expect(wait(true)).toBeLessThan(1_000);
    expect(wait(false)).toBeGreaterThan(5_000);
  });

  it('is not shortened by a message after many failures', () => {
    const driver = new RtmDriver('waiting').timer().tell('failed');
    expect(driver.tell('hurry').status).toBe('waiting');
  });

  it.each(['online', 'visibilitychange', 'wake', 'hurry', 'connect'] as const)(
    'that the platform asked for ignores %s',
    (name) => {
      const driver = new RtmDriver('starting').tell({ type: 'failed', error: tooMany(60_000) });
      expect(driver.wait(59_999).tell(name).status).toBe('waiting');
      expect(driver.wait(1).tell(name).status).toBe('authorizing');
    },
  );

  it('that the platform asked for may be longer than the cap', () => {
    const { dueInMs } = new RtmDriver('starting').tell({ type: 'failed', error: tooMany(600_000) });
    expect(dueInMs).toBeGreaterThanOrEqual(600_000);
  });
});

describe('proof of health', () => {
  const shaky = () => new RtmDriver('waiting').timer().tell('authorized').tell('started').tell('opened');

  it('is not given by opening', () => {
    expect(shaky().machine.attempt).toBe(1);
    expect(shaky().tell('closed').machine.attempt).toBe(2);
  });

  it('is an ack at once, any frame after five seconds', () => {
    expect(shaky().tell('proof').machine.attempt).toBe(0);
    expect(shaky().wait(4_999).tell('frame').machine.attempt).toBe(1);
    expect(shaky().wait(5_000).tell('frame').machine.attempt).toBe(0);
  });

  it('is an answered probe', () => {
    expect(shaky().tell('visibilitychange').tell('ok').machine.attempt).toBe(0);
  });
});

describe('an idle connection', () => {
  it('is pinged after 20 to 28 s of silence, and asked over HTTP 2 s later', () => {
    const driver = new RtmDriver('ready');
    const since = driver.chance.now;
    driver.timer();
    expect(driver.effects).toEqual(['ping']);
    expect(driver.chance.now - since).toBe(24_000);
    driver.timer();
    expect(driver.effects).toContain('probe');
    expect(driver.chance.now - since).toBe(26_000);
  });

  it('is not pinged while frames come', () => {
    const driver = new RtmDriver('ready').wait(20_000).tell('frame').timer();
    expect(driver.effects).toEqual([]);
    expect(driver.dueInMs).toBeGreaterThan(0);
  });

  it('that answers the ping is not asked over HTTP', () => {
    const driver = new RtmDriver('ready').timer().tell('frame');
    expect(driver.machine.state.status).toBe('ready');
    expect(driver.timer().effects).toEqual(['ping']);
  });

  it('that is healthy is never torn down', () => {
    const driver = new RtmDriver('ready');
    for (let round = 0; round < 100; round++) {
      driver.timer().timer().wait(200).tell('ok');
      expect([driver.status, driver.effects]).toEqual(['ready', []]);
    }
  });

  it('that missed something is replaced at once, the first time', () => {
    const driver = new RtmDriver('ready').timer().timer().tell('gap').timer();
    expect(driver.effects).toEqual(['reset', 'authorize']);
    driver.tell('authorized').tell('started').tell('opened').timer().timer().tell('gap').timer();
    expect(driver.status).toBe('waiting');
  });

  it('that missed something is replaced whoever has found that out', () => {
    const driver = new RtmDriver('ready').tell('gap').timer();
    expect(driver.effects).toEqual(['reset', 'authorize']);
    expect(new RtmDriver('waiting').tell('gap').status).toBe('waiting');
  });

  it('that has brought something is kept though nothing else answers in time', () => {
    const timeout = { type: 'probed', verdict: new ConnectionError('timeout', 'unable to do it; timeout') } as const;
    const silent = new RtmDriver('ready').tell('online').wait(2_000).tell(timeout);
    expect(silent.status).toBe('offline');
    const alive = new RtmDriver('ready').tell('online').wait(500).tell('frame').wait(1_500).tell(timeout);
    expect([alive.status, alive.machine.check]).toEqual(['ready', undefined]);
  });

  it('is asked again by a later signal, and once for signals that come together', () => {
    const driver = new RtmDriver('ready').tell('online');
    expect(driver.effects).toContain('probe');
    expect(driver.wait(10).tell('visibilitychange').effects).toEqual([]);
    expect(driver.wait(200).tell('visibilitychange').effects).toContain('probe');
  });

  it('that is only slower than the history is kept', () => {
    const driver = new RtmDriver('ready').timer().timer().tell('gap').wait(600).tell('frame');
    expect([driver.status, driver.machine.check, driver.effects]).toEqual(['ready', undefined, []]);
  });

  it('is looked at in time though the clock was set back', () => {
    const driver = new RtmDriver('ready');
    driver.chance = { ...driver.chance, now: driver.chance.now - 600_000 };
    expect(driver.tell('timer').effects).toEqual(['ping']);
  });
});

describe('a doubtful connection', () => {
  it('keeps its socket while the machine is offline, and goes on with the first frame', () => {
    const driver = new RtmDriver('ready').tell('offline');
    expect(driver.effects).toEqual([]);
    expect(driver.wait(60_000).tell('frame').status).toBe('ready');
  });

  it('is asked at every signal, with 2 s for the answer', () => {
    for (const name of ['online', 'visibilitychange', 'wake'] as const) {
      const driver = new RtmDriver('ready').tell(name);
      expect(driver.effects).toContain('probe');
      expect(driver.machine.probeMs).toBe(2_000);
    }
  });

  it('whose socket survived an offline signal is kept', () => {
    const driver = new RtmDriver('ready').tell('offline').tell('online').tell('ok');
    expect([driver.status, driver.effects]).toEqual(['ready', []]);
  });

  it('whose probe failed is replaced when the network answers again', () => {
    const driver = new RtmDriver('ready').tell('visibilitychange').tell('unreachable');
    expect(driver.machine.state).toMatchObject({ status: 'offline', cause: { code: 'network' } });
    expect(driver.timer().tell('ok').effects).toEqual(['reset', 'authorize']);
  });

  it('stays while the platform answers the probe with trouble of its own', () => {
    const driver = new RtmDriver('probing').tell({ type: 'probed', verdict: tooMany(5_000) });
    expect([driver.status, driver.effects]).toEqual(['ready', []]);
    expect(driver.dueInMs).toBeGreaterThan(5_000);
  });
});

describe('what must not happen', () => {
  it('Retry-After is not undercut by going offline', () => {
    const driver = new RtmDriver('starting').tell({ type: 'failed', error: tooMany(600_000) }).tell('offline');
    expect(driver.dueInMs).toBeGreaterThanOrEqual(600_000);
  });

  it('Retry-After of a probe is not undercut by the next one', () => {
    const driver = new RtmDriver('probing').tell({ type: 'probed', verdict: tooMany(600_000) });
    driver.wait(30_000).tell('visibilitychange');
    expect(driver.effects).not.toContain('probe');
  });

  it('a history that this user may not read says nothing about a healthy socket', () => {
    const driver = new RtmDriver('probing').tell({ type: 'probed', verdict: FORBIDDEN });
    expect(driver.status).toBe('ready');
  });

  it('a signal during an ordinary probe still gets its verdict in 2 s', () => {
    const driver = new RtmDriver('ready').timer().timer();
    expect(driver.machine.probeMs).toBe(10_000);
    driver.tell('online');
    expect(driver.effects).toContain('probe');
  });

  it('disconnect() of what is closed changes nothing', () => {
    const driver = new RtmDriver('closed');
    const { state } = driver.machine;
    expect(driver.tell('disconnect').machine.state).toBe(state);
  });
});
