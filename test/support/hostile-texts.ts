/*
 * Texts that are costly on purpose: for the markup parser, for regular expressions, and for a browser's layout. A kind names the
 * repeated pattern and makes a text of any length. The texts are the same in each run.
 */

export interface HostileKind {
  readonly name: string;
  /** Returns a text of this length, in UTF-16 units. */
  readonly make: (length: number) => string;
}

const repeated = (piece: string, length: number): string =>
  piece.repeat(Math.ceil(length / piece.length)).slice(0, length);

const repeats = (group: string, pieces: readonly string[]): HostileKind[] =>
  pieces.map((piece) => ({ name: `${group} ${JSON.stringify(piece)}`, make: (length) => repeated(piece, length) }));

/** Kinds with a beginning that is not repeated. */
const after = (group: string, beginnings: readonly (readonly [begin: string, piece: string])[]): HostileKind[] =>
  beginnings.map(([begin, piece]) => ({
    name: `${group} ${JSON.stringify(begin)} ${JSON.stringify(piece)}`,
    make: (length) => (begin + repeated(piece, length)).slice(0, length),
  }));

/** Kinds whose second half closes what the first half opens. */
const nested = (group: string, pairs: readonly (readonly [open: string, close: string])[]): HostileKind[] =>
  pairs.map(([open, close]) => ({
    name: `${group} ${JSON.stringify(open)} … ${JSON.stringify(close)}`,
    make: (length) => repeated(open, length / 2) + repeated(close, length / 2),
  }));

const SIGNS = ['*', '**', '***', '_', '__', '~', '~~', '`', '``', '['];
const emphasis = SIGNS.flatMap((first) =>
  SIGNS.flatMap((second) => [
    `${first}${second}a`,
    `${first}a${second}`,
    `${first}a ${second}b `,
    `${first}a&${second}`,
  ]),
);

/** A kind whose lines are indented one step more each. */
const stairs = (mark: string): HostileKind => ({
  name: `stairs ${JSON.stringify(mark)}`,
  make(length) {
    const lines: string[] = [];
    for (let size = 0, depth = 0; size < length; depth++) {
      const line = `${' '.repeat(depth * mark.length)}${mark}a\n`;
      lines.push(line);
      size += line.length;
    }
    return lines.join('').slice(0, length);
  },
});

/** A kind whose pieces are all different. */
const counted = (group: string, make: (number: number) => string): HostileKind => ({
  name: group,
  make(length) {
    const pieces: string[] = [];
    for (let size = 0, number = 0; size < length; number++) {
      const piece = make(number);
      pieces.push(piece);
      size += piece.length;
    }
    return pieces.join('').slice(0, length);
  },
});

export const HOSTILE_KINDS: readonly HostileKind[] = [
  ...repeats('brackets', [
    '[',
    ']',
    '(',
    ')',
    '[[]',
    '[a](',
    '[a][',
    '![a',
    '[a]: b ',
    '](',
    '[](',
    '{[(',
    '[a](<b',
    '[^1]',
  ]),
  ...repeats('emphasis', [...new Set([...emphasis, '_*a', '**a@', '*a&', '* a*', '**a *b ', '_ *'])]),
  ...nested('nested emphasis', [
    ['*a **b ', 'b** a*'],
    ['[', '](a)'],
    ['![', '](a)'],
    ['<b>', '</b>'],
    ['<div>\n\n', '</div>\n\n'],
    ['(', ')'],
  ]),
  ...repeats('lists and quotes', [
    ...[
      '- ',
      '* ',
      '1. ',
      '> ',
      '>',
      '> - ',
      '- > ',
      '1. > ',
      '- a\n',
      '* a\n',
      '1. a\n',
      '> a\n',
      '>> a\n',
      '- a\n\n',
      '> a\n\n',
    ],
    ...['- [ ] a\n', '- - a\n', '> > > a\n', '-\n', '-\n\n', '- a\n  b\n', '- a\n- b\n\n  c\n', '+ a\n- b\n', '-a\n'],
  ]),
  ...['- ', '* ', '1. ', '> ', '- > '].map(stairs),
  ...after('tables', [
    ['|a|b|\n|-|-|\n', '|1|2|\n'],
    ['|a|b|\n|-|-|\n', '|*1*|**2**|\n'],
    ['|a|\n|-|\n', '|a'],
    ['', '|a'],
    ['', '|'],
    ['', '|-'],
    ['', '|a|\n|-|\n'],
    ['', 'a|b\n-|-\n'],
  ]),
  ...repeats('entities', [
    '&amp;',
    '&',
    '&#',
    '&#1;',
    '&a',
    '&#x',
    '&lt;b&gt;',
    '\\*',
    '\\',
    '\\&amp;',
    '\\d(',
    '\\$(1)',
  ]),
  ...repeats('html', [
    ...[
      '<',
      '<a',
      '<a ',
      '<b>a',
      '</b>',
      '<b>a</b>',
      '<!--',
      '<!-- ',
      '<div>\n',
      '<div>\n\n',
      '<a href="',
      '<a b=',
      "<a b='",
      '<br>',
    ],
    ...[
      '<pre>',
      '<pre>\n\n',
      '<script>',
      '<?',
      '<![CDATA[',
      '<a><a>',
      '<a href="https://a.b">a</a>',
      '<li>a',
      '<td>a',
      '<details>a\n\n',
    ],
  ]),
  ...repeats('marks', [
    '\u0301',
    'a\u0301',
    '\u200d',
    '\u200d\u0301',
    '\u0e33',
    '\u20e3',
    '\ufe0f',
    '\u0488',
    '\u{e0061}',
    '\u{1d165}',
  ]),
  ...after('marks', [
    ['a', '\u0301'],
    ['a', '\u0301\u034f'],
    ['\u0915', '\u094d\u0915'],
    ['\u{1f3f4}', '\u{e0061}'],
    ['', '\u1100'],
    ['', '\u1161'],
    ['', '\u{1f469}\u200d'],
    ['', '\u{1f1e6}'],
    ['', '\u0f40\u0f90'],
    ['', '\u202e'],
    ['', '\u2067a'],
  ]),
  ...repeats('links', [
    ...[
      'https://a.b/ ',
      'https://a.b/',
      'www.a.b ',
      'www.',
      'http://',
      'a@b.c ',
      'a@',
      'mailto:a ',
      'tel:1 ',
      'a.',
      '<https://a.b>',
      'h',
    ],
    ...['[a](https://a.b) ', '![a](https://a.b/c.png)', 'https://a.b/( ', 'https://a.b/). '],
  ]),
  ...after('links', [
    ['see https://a.b/', ')'],
    ['https://a.b/', '](['],
    ['https://a.b/', '.'],
    ['https://a.b/', '.,)'],
    ['https://a.b/', '()'],
  ]),
  counted('definitions', (number) => `[a${number}]: https://a.b\n`),
  counted('definitions and uses', (number) => `[a${number}] *b*\n\n[a${number}]: https://a.b\n\n`),
  counted('numbered', (number) => `${number}. a\n`),
  counted('numbered, loose', (number) => `${number}. a\n\n   b\n\n`),
  ...repeats('line ends', [
    '\n',
    '\r',
    '\r\n',
    'a\n',
    'a\r\n',
    'a\n\n',
    ' \n',
    '  \n',
    'a  \n',
    'a\\\n',
    '\t\n',
    '\u2028',
    '\n\n a',
    '\f',
    ' ',
    '\t',
  ]),
  ...repeats('blocks', [
    '# a\n',
    '#',
    '#h1 a\n',
    '#h1 ',
    '---\n',
    '===\n',
    'a\n===\n',
    '***\n',
    '***',
    '- - ',
    '    a\n',
    '    a\n\n',
  ]),
  ...repeats('code', [
    '```\n',
    '```a\n',
    '~~~\n',
    '```',
    '``` ',
    '`a',
    '`` a',
    '```\na\n```\n',
    '`a` ',
    '~~~a\n\n',
    '``\n',
  ]),
  ...after('code', [
    ['```js\n', 'let a = 1;\n'],
    ['```js\n', 'a'],
    ['```js\n', '\n'],
    ['<pre>\n', 'a\n\n'],
  ]),
  ...repeats('long words', [
    'a',
    '漢',
    'ا',
    'a-',
    '\u00ad',
    '\u200b',
    'a\u200b',
    'א',
    '1',
    '_',
    'क',
    '/',
    'a/',
    '🙂',
    '\u{10ffff}',
    '\ufffe',
    '\ud800',
  ]),
  counted('all of Unicode', (number) => String.fromCodePoint(0x20 + ((number * 97) % 0xd000))),
];

/** Returns a long answer as a model writes it. The limits on hostile texts must not cost it text or format. */
export function longAnswer(length: number): string {
  const chapter = (number: number) => `## ${number}. How to set up the printer

Open **Settings**, then *Devices*, and choose \`Add printer\`. See [the guide](https://help.example/printers/${number}) for pictures.
The light should turn green within a minute; if it does not, hold the button for **ten seconds** and try again.

- Model A: works with **every** version
- Model B: needs a driver
  1. Download it from https://drivers.example/b
  2. Run \`install --quiet\`
- Model C: not supported

| Model | Paper | Price |
|---|:-:|---:|
| A | A4, Letter | 129 € |
| B | A4 | 99 € |

\`\`\`js
const printer = await connect({ model: 'a', retries: 3 });
for (const page of pages) await printer.print(page, { copies: 2 });
\`\`\`

> Note: prices include tax & delivery.

`;
  let text = '';
  for (let number = 1; text.length < length; number++) text += chapter(number);
  return text.slice(0, length);
}
