import { describe, expect, it } from 'vitest';
import { csvLine } from '../../../src/cli/admin/csv.js';

/**
 * Splits a line like a spreadsheet whose separator is the one of its locale; quotation marks at the start of a cell are respected.
 */
function cellsOf(csv: string, separator: string): string[] {
  const cells: string[] = [];
  let rest = csv;
  while (rest !== '') {
    const quoted = rest.startsWith('"') ? /^"((?:[^"]|"")*)"?/.exec(rest) : null;
    const after = quoted ? rest.slice(quoted[0].length) : rest;
    const tail = new RegExp(`^[^${separator}\\r\\n]*`).exec(after)![0];
    cells.push((quoted?.[1] ?? '').replaceAll('""', '"') + tail);
    rest = after.slice(tail.length + 1);
  }
  return cells;
}

/** Whether a spreadsheet would evaluate the cell: it ignores spaces and invisible characters in front. */
const isFormula = (cell: string) =>
  /^[=+\-@]/.test(
    cell
      .normalize('NFKC')
      .replace(/^[\s\p{Cc}\p{Cf}]+/u, '')
      .replace('−', '-'),
  ) && !/^\s*[+-]?\d+(?:[.,]\d+)*\s*$/.test(cell);

const PAYLOADS = [
  '=1+1',
  "=cmd|'/C calc'!A0",
  '+1+cmd',
  '-1+cmd',
  '@SUM(1)',
  '＝1+1',
  '＋1+cmd',
  '－1+cmd',
  '＠SUM(1)',
  '﹦1',
  '−1+cmd',
];
const BEFORE = [
  '',
  ' ',
  '   ',
  '\t',
  '\r',
  '\n',
  '\u00a0',
  '\u200b',
  '\ufeff',
  '\u0000',
  '"',
  '""',
  'hi;',
  'hi; ',
  'hi,',
  'hi|',
  'hi\t',
  'hi\n',
  'hi\r\n ',
  'a;b;',
  '5;',
  '-5;',
  'hi;"',
  '",',
  '";',
  ';;',
];

describe.each(PAYLOADS)('the formula %j', (payload) => {
  it.each(BEFORE)('after %j begins no cell, whatever separates the cells', (before) => {
    for (const separator of [',', ';', '\t', '|']) {
      for (const line of [csvLine([before + payload]), csvLine(['id', before + payload, 'x'])]) {
        expect(cellsOf(line, separator).filter(isFormula), JSON.stringify(line)).toEqual([]);
      }
    }
  });
});

it.each([
  [-5, '-5'],
  [-0.5, '-0.5'],
  [1e21, '1e+21'],
  ['-5', "'-5"],
  ['+49 170', "'+49 170"],
  ['1 - 2 = -1', '1 - 2 = -1'],
  ['jane@example.com', 'jane@example.com'],
  ['2026-01-31', '2026-01-31'],
  ['a-b+c=d', 'a-b+c=d'],
  ["it's", "it's"],
  ['say "hi"', '"say ""hi"""'],
  ['', ''],
  [undefined, ''],
])('%j is %j: what is no formula stays as it is', (value, text) => {
  expect(csvLine([value])).toBe(text);
});

it.each(['\thello', '\rhello', '\nhello'])(
  '%j gets an apostrophe: some spreadsheets drop what it begins with',
  (text) => {
    expect(csvLine([text])).toBe(/[\r\n]/.test(text) ? `"'${text}"` : `'${text}`);
  },
);

it('reads a long text in time that grows with its length', () => {
  const began = performance.now();
  for (const text of [
    '; '.repeat(50_000),
    '"'.repeat(100_000),
    '-'.repeat(100_000),
    ';1'.repeat(50_000),
    `-${'1,'.repeat(50_000)}`,
  ])
    csvLine([text]);
  expect(performance.now() - began).toBeLessThan(2000);
});
