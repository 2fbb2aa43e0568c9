import { describe, expect, it } from 'vitest';
import { bareObject, copyJson, filled, isObject, isShallow, parseJson, textOf, toJson } from '../../src/lib/json.js';
import { polluted } from '../support/polluted.js';

describe('parseJson', () => {
  it('distinguishes null from invalid JSON', () => {
    expect(parseJson('null')).toBeNull();
    expect(parseJson('nul')).toBeUndefined();
  });

  it('drops __proto__ keys at every depth, even if they are escaped, and nothing else', () => {
    const value = parseJson('{"a":[{"__proto__":{"x":1},"b":2}],"\\u005f_proto__":3,"proto":4,"constructor":5}');
    expect(JSON.stringify(value)).toBe('{"a":[{"b":2}],"proto":4,"constructor":5}');
  });

  it('returns objects without the properties that a page has added to Object.prototype', async () => {
    const read = await polluted(
      () => void Object.assign(Object.prototype, { type: 'image' }),
      () => [parseJson('{"a":{}}') as { type?: string; a: { type?: string } }].map(({ type, a }) => [type, a.type]),
    );
    expect(read).toEqual([[undefined, undefined]]);
    expect(Object.getPrototypeOf(parseJson('{}'))).toBe(Object.prototype);
  });
});

describe('toJson', () => {
  const day = new Date(0);
  const own = { toJSON: () => 'own' };
  const value = {
    list: ['a', { b: [1, undefined] }],
    text: 'x',
    none: undefined,
    day,
    own,
    bare: bareObject({ c: null }),
  };
  const json = JSON.stringify(value);

  it('returns the same as JSON.stringify', () => {
    expect(toJson(value)).toBe(json);
    expect(toJson(['x'], 2)).toBe('[\n  "x"\n]');
  });

  it.each([
    ['of arrays, as in Prototype.js 1.6', () => void Object.assign(Array.prototype, { toJSON: () => 'not this' })],
    ['of all objects', () => void Object.assign(Object.prototype, { toJSON: () => 'not this' })],
    [
      'that throws',
      () =>
        void Object.defineProperty(Object.prototype, 'toJSON', {
          configurable: true,
          get() {
            throw new Error('not this');
          },
        }),
    ],
  ])('calls no inherited toJSON: %s', async (_, pollute) => {
    expect(await polluted(pollute, () => toJson(value))).toBe(json);
  });
});

it('isObject rejects arrays and null', () => {
  expect([{}, Object.create(null), [], null, 'x', 5, undefined].map(isObject)).toEqual([
    true,
    true,
    false,
    false,
    false,
    false,
    false,
  ]);
});

it('textOf reads texts and numbers', () => {
  expect(['x', 5, 0, Number.NaN, true, null, {}, ['x']].map(textOf)).toEqual(['x', '5', '0', '', '', '', '', '']);
});

it('filled omits empty fields', () => {
  expect(filled({ a: 'x', b: '', c: undefined, d: false })).toEqual({ a: 'x' });
});

describe('nesting depth', () => {
  const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;

  it('is limited to 200 in arrays and objects', () => {
    expect(parseJson(nested(200))).toBeInstanceOf(Array);
    expect(parseJson(nested(201))).toBeUndefined();
    expect(parseJson(`${'{"a":'.repeat(199)}{}${'}'.repeat(199)}`)).toBeInstanceOf(Object);
    expect(parseJson(`${'{"a":'.repeat(200)}{}${'}'.repeat(200)}`)).toBeUndefined();
  });

  it('is unlimited with anyDepth, and __proto__ keys are still dropped', () => {
    const deep = parseJson(`${'['.repeat(20_000)}{"__proto__":1}${']'.repeat(20_000)}`, true);
    expect(isShallow(deep)).toBe(false);
    let node = deep;
    while (Array.isArray(node)) node = node[0];
    expect(Object.keys(node as object)).toEqual([]);
  });

  it('does not depend on the number of items', () => {
    expect(isShallow(JSON.parse(`[${'[],'.repeat(30_000)}[]]`))).toBe(true);
  });
});

it('parseJson skips one byte order mark at the beginning and keeps those inside strings', () => {
  expect(parseJson('\ufeff{"a":"\ufeff"}')).toEqual({ a: '\ufeff' });
  expect(parseJson('\ufeff\ufeff{}')).toBeUndefined();
});

describe('copyJson', () => {
  it('copies a value by way of JSON', () => {
    expect(copyJson({ a: new Date(0), b: undefined, c: [Number.NaN] })).toEqual({
      a: '1970-01-01T00:00:00.000Z',
      c: [null],
    });
  });

  it.each([
    [undefined],
    [5n],
    [() => 1],
    [
      Object.assign([], {
        toJSON: () => {
          throw new Error('x');
        },
      }),
    ],
  ])('returns undefined for %o', (value) => {
    expect(copyJson(value)).toBeUndefined();
  });
});
