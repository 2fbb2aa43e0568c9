import { describe, expect, it } from 'vitest';
import { csvLine } from '../../../src/cli/admin/csv.js';
import { tableLines } from '../../../src/cli/admin/table.js';

const columns = [
  { title: 'a', of: (item: unknown[]) => item[0] },
  { title: 'long title', of: (item: unknown[]) => item[1] },
];

describe('a table', () => {
  it('is as wide as its content, and no cell is wider than 60 columns', () => {
    expect(tableLines(columns, [['x', 1]])).toEqual(['a  long title', '─  ──────────', 'x  1']);
    const [, , row] = tableLines(columns, [['é'.repeat(80), { b: [1] }]]);
    expect(row).toBe(`${'é'.repeat(59)}…  {"b":[1]}`);
  });

  it.each([
    ['Chinese', '你好', 4],
    ['Japanese', 'こんにちは', 10],
    ['full-width forms', 'Ａ１', 4],
    ['Korean in two forms', '한', 2],
    ['an emoji of several', '👩‍👩‍👧‍👦', 2],
    ['accents of their own', 'é', 1],
  ])('lines up columns after %s', (_name, text, width) => {
    const [titles, rule, first, second] = tableLines(columns, [
      [text, 'x'],
      ['w'.repeat(12), 'y'],
    ]);
    expect(titles).toBe('a             long title');
    expect(rule).toBe('────────────  ──────────');
    expect(first).toBe(`${text}${' '.repeat(12 - width)}  x`);
    expect(second).toBe(`${'w'.repeat(12)}  y`);
  });

  it('cuts wide characters at 60 columns, and never within one', () => {
    const [, , wide] = tableLines(columns, [['漢'.repeat(40), 'x']]);
    expect(wide).toBe(`${'漢'.repeat(29)}…  x`);
    const [, , families] = tableLines(columns, [['👩‍👩‍👧‍👦'.repeat(40), 'x']]);
    expect(families).toBe(`${'👩‍👩‍👧‍👦'.repeat(29)}…  x`);
  });

  it('removes characters that control the terminal', () => {
    const [, , row, ...others] = tableLines(columns, [['\u001b[2Jgone\r\nnew\u202eline', undefined]]);
    expect(row).toBe('[2Jgone new line');
    expect(others).toEqual([]);
  });

  it('has its titles even when it is empty', () => {
    expect(tableLines(columns, [])).toEqual(['a  long title', '─  ──────────']);
  });
});

describe('a line of CSV', () => {
  it.each([
    [['plain', 1, true, undefined, null], 'plain,1,true,,'],
    [['a,b', 'say "hi"', 'two\nlines'], '"a,b","say ""hi""","two\nlines"'],
    [['=1+1', '+1', '-1', '@x', '\tx', -1], "'=1+1,'+1,'-1,'@x,'\tx,-1"],
    [[['x', 'y'], { z: 1 }], '"x, y","{""z"":1}"'],
  ])('%j', (values, line) => {
    expect(csvLine(values)).toBe(line);
  });
});
