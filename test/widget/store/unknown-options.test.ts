import { beforeEach, describe, expect, it, vi } from 'vitest';
import { logToConsole } from '../../../src/lib/logger.js';
import { reportUnknownOptions } from '../../../src/widget/store/unknown-options.js';

const lines = () => vi.mocked(console.warn).mock.calls.map(([line]) => line as string);

describe('reportUnknownOptions', () => {
  beforeEach(() => {
    vi.spyOn(console, 'warn').mockImplementation(() => {});
    return () => vi.restoreAllMocks();
  });

  it('says nothing about options and features that exist', () => {
    reportUnknownOptions(['apiUrl', 'bot', 'jwtUrl', 'theme', 'storage'], { emoji: false, welcome: {} }, logToConsole);
    expect(lines()).toEqual([]);
  });

  it.each([
    ['apiURL', 'apiUrl'],
    ['jwtURL', 'jwtUrl'],
    ['them', 'theme'],
    ['local', 'locale'],
    ['preConnect', 'preconnect'],
  ])('names the nearest option for %s: %s', (wrong, right) => {
    reportUnknownOptions([wrong], undefined, logToConsole);
    expect(lines()).toEqual([`[xo-rtm] the chat has no option "${wrong}". Did you mean "${right}"?`]);
  });

  it('proposes nothing for a name that resembles none', () => {
    reportUnknownOptions(['zebra'], null, logToConsole);
    expect(lines()).toEqual(['[xo-rtm] the chat has no option "zebra".']);
  });

  it('reports a name once, and features apart from options', () => {
    reportUnknownOptions(['emojis'], { emojis: true }, logToConsole);
    reportUnknownOptions(['emojis'], { emojis: true }, logToConsole);
    expect(lines()).toEqual([
      '[xo-rtm] the chat has no option "emojis".',
      '[xo-rtm] the chat has no feature "emojis". Did you mean "emoji"?',
    ]);
  });

  it('does not take the names of Object.prototype for options', () => {
    reportUnknownOptions(['constructor'], undefined, logToConsole);
    expect(lines()).toHaveLength(1);
  });
});
