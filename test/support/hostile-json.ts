/** These are JSON texts and not values, because JSON.stringify would overflow on some of them and drop parts of others. */

const DEPTH = 20_000;

const nested = (open: string, close: string) => open.repeat(DEPTH) + 1 + close.repeat(DEPTH);

/** Values nested 20,000 deep: in lists, in objects, and in the fields that some parser descends into. */
export const DEEP_JSON: Readonly<Record<string, string>> = {
  lists: nested('[', ']'),
  objects: nested('{"a":', '}'),
  ...Object.fromEntries(
    [
      'attachments',
      'author',
      'botInfo',
      'components',
      'component',
      'payload',
      'data',
      'message',
      'elements',
      'errors',
    ].map((name) => [name, nested(`{"${name}":`, '}')]),
  ),
  'lists of attachments': nested('[{"attachments":', '}]'),
};

/** Values of wrong types and with dangerous names. */
export const ODD_JSON: readonly string[] = [
  ...['null', 'true', 'false', '0', '-1', '5', '1e308', '-1e999', '""', '"x"', '"5"', '"\\ud800"', '"\\u0000"'],
  ...['[]', '{}', '[[[]]]', '[null]', '[{}]', '[5,"x",null,{}]'],
  ...['{"__proto__":{"polluted":true}}', '{"constructor":{"prototype":{"polluted":true}}}'],
  ...['{"toString":5,"valueOf":5}', '{"toString":{"toString":null}}', '{"then":5}', '{"then":{"then":null}}'],
  ...['{"length":4294967295}', '{"hasOwnProperty":1}', '{"toJSON":1}', '{"fileId":{}}', '{"type":{"type":[]}}'],
];

/** Values that are far too large. */
export const HUGE_JSON: readonly string[] = [
  `[${'0,'.repeat(50_000)}0]`,
  `[${'{},'.repeat(5_000)}{}]`,
  `"${'x'.repeat(200_000)}"`,
];

type Node = Record<string | number, unknown>;

const MARK = '@here@';

/** Yields the value as JSON once for each of its places, including the root, with `json` put in that place. */
export function* withInEveryPlace(value: unknown, json: string): Generator<[place: string, text: string]> {
  yield ['the root', json];
  for (const path of placesOf(value)) {
    const copy = structuredClone(value);
    const holder = path.slice(0, -1).reduce((node: Node, key) => node[key] as Node, copy as Node);
    holder[path.at(-1)!] = MARK;
    yield [path.join('.'), JSON.stringify(copy).replace(`"${MARK}"`, () => json)];
  }
}

function placesOf(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => {
    const here = [...path, Array.isArray(value) ? Number(key) : key];
    return [here, ...placesOf(child, here)];
  });
}
