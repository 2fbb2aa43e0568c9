import { describe, expect, it } from 'vitest';
import { filled, isObject, parseJson, textOf } from '../../src/lib/json.js';

describe('parseJson', () => {
  it('tells null from what is no JSON', () => {
    expect(parseJson('null')).toBeNull();
    expect(parseJson('nul')).toBeUndefined();
  });

  it('drops __proto__ at every depth, also in escapes, and nothing else', () => {
    const value = parseJson('{"a":[{"__proto__":{"x":1},"b":2}],"\\u005f_proto__":3,"proto":4,"constructor":5}');
    expect(JSON.stringify(value)).toBe('{"a":[{"b":2}],"proto":4,"constructor":5}');
  });
});

it('isObject takes neither arrays nor null', () => {
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

it('textOf gives texts and numbers', () => {
  expect(['x', 5, 0, Number.NaN, true, null, {}, ['x']].map(textOf)).toEqual(['x', '5', '0', '', '', '', '', '']);
});

it('filled leaves out what is empty', () => {
  expect(filled({ a: 'x', b: '', c: undefined, d: false })).toEqual({ a: 'x' });
});
