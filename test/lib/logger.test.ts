import { afterEach, describe, expect, it, vi } from 'vitest';
import { consoleLogger, type LogLevel, logToConsole, silentLogger, toLog } from '../../src/lib/logger.js';
import { recordLogs } from '../support/record-logs.js';

const LEVELS: readonly LogLevel[] = ['debug', 'info', 'warn', 'error'];
const spies = () => LEVELS.map((level) => vi.spyOn(console, level).mockReturnValue());

afterEach(() => void vi.restoreAllMocks());

describe('consoleLogger', () => {
  it('writes warnings and errors to the console at their level', () => {
    const [, , warn, error] = spies();
    consoleLogger.warn('careful', { a: 1 });
    consoleLogger.error('oops');
    expect(warn!.mock.calls).toEqual([['[xo-rtm] careful', { a: 1 }]]);
    expect(error!.mock.calls).toEqual([['[xo-rtm] oops']]);
  });

  it('drops debug and info messages', () => {
    const all = spies();
    consoleLogger.debug('ready');
    consoleLogger.info('ready');
    logToConsole('info', 'ready');
    for (const spy of all) expect(spy).not.toHaveBeenCalled();
  });
});

describe('silentLogger', () => {
  it('writes nothing', () => {
    const all = spies();
    for (const level of LEVELS) silentLogger[level]('oops');
    for (const spy of all) expect(spy).not.toHaveBeenCalled();
  });
});

describe('toLog', () => {
  it('calls the method of the level', () => {
    const record = vi.fn();
    const log = toLog(recordLogs(record));
    log('debug', 'one');
    log('error', 'two', { a: 1 });
    expect(record.mock.calls).toEqual([
      ['debug', 'one'],
      ['error', 'two', { a: 1 }],
    ]);
  });

  it('accepts the console itself', () => {
    const [debug] = spies();
    toLog(console)('debug', 'ready');
    expect(debug!.mock.calls).toEqual([['ready']]);
  });

  it.each(LEVELS)('ignores a logger that throws at %s, or lacks it', (level) => {
    const broken = () => {
      throw new Error('the disk is full');
    };
    for (const logger of [{ [level]: broken }, {}, { [level]: 'text' }]) {
      expect(() => toLog(logger as never)(level, 'ready')).not.toThrow();
    }
  });

  it('writes warnings to the console if there is no logger', () => {
    const [, , warn] = spies();
    toLog(undefined)('warn', 'careful');
    expect(warn).toHaveBeenCalledOnce();
  });
});
