import { describe, expect, it } from 'vitest';
import { contrast, readColour } from '../../../src/widget/store/colour.js';
import { readTheme } from '../../../src/widget/store/platform-theme.js';

const v3 = (body: object, general: object = {}) => ({ activeTheme: true, v3: { body, general } });

describe('readColour', () => {
  it.each([
    ['#0b6e69', [11, 110, 105]],
    ['#FFF', [255, 255, 255]],
    [' rgb(1, 2,3) ', [1, 2, 3]],
    ['rgb(999, 0, 0)', [255, 0, 0]],
  ])('reads %s', (text, colour) => expect(readColour(text)).toEqual(colour));

  it.each(['', 'red', '#12345', '#0b6e6980', 'rgba(0,0,0,.5)', 'url(x)', '#fff;color:red', 7, null, undefined])(
    'takes %j for no colour',
    (value) => expect(readColour(value)).toBeUndefined(),
  );
});

it('measures contrast as WCAG does', () => {
  expect(contrast([0, 0, 0], [255, 255, 255])).toBe(21);
  expect(contrast([255, 255, 255], [118, 118, 118])).toBeCloseTo(4.54, 2);
});

describe('readTheme', () => {
  it('maps the v3 sections to tokens', () => {
    const theme = v3({
      background: { type: 'color', color: '#ffffff' },
      user_message: { bg_color: '#0b6e69', color: '#fefefe' },
      bot_message: { bg_color: '#f0f8f7', color: '#0f2e2c' },
    });
    expect(Object.fromEntries(readTheme(theme))).toEqual({
      '--_light-accent': 'rgb(11 110 105)',
      '--_light-on-accent': 'rgb(254 254 254)',
      '--_dark-accent': 'rgb(11 110 105)',
      '--_dark-on-accent': 'rgb(254 254 254)',
      '--_light-link': 'rgb(11 110 105)',
      '--_light-surface': 'rgb(255 255 255)',
      '--_light-bubble': 'rgb(240 248 247)',
      '--_light-text': 'rgb(15 46 44)',
    });
  });

  it('falls back to the older sections', () => {
    const older = { activeTheme: true, userMessage: { bubbleColor: '#0b6e69', fontColor: '#ffffff' } };
    expect(readTheme(older)).toEqual([
      ['--_light-accent', 'rgb(11 110 105)'],
      ['--_light-on-accent', 'rgb(255 255 255)'],
      ['--_dark-accent', 'rgb(11 110 105)'],
      ['--_dark-on-accent', 'rgb(255 255 255)'],
      ['--_light-link', 'rgb(11 110 105)'],
    ]);
  });

  it('uses black or white text on an accent if the requested colour is unreadable', () => {
    const onAccent = (bg_color: string) =>
      new Map(readTheme(v3({ user_message: { bg_color, color: bg_color } }))).get('--_light-on-accent');
    expect([onAccent('#ffe000'), onAccent('#202060')]).toEqual(['rgb(0 0 0)', 'rgb(255 255 255)']);
  });

  it('keeps a light window light', () => {
    const dark = v3({ background: { color: '#101010' }, bot_message: { bg_color: '#303030', color: '#ffffff' } });
    expect(readTheme(dark)).toEqual([]);
  });

  it.each([
    undefined,
    null,
    'theme',
    [],
    {},
    { activeTheme: false, v3: { general: { colors: { primary: '#0b6e69' } } } },
  ])('changes nothing for %j', (answer) => expect(readTheme(answer)).toEqual([]));
});
