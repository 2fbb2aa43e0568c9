import { describe, expect, it } from 'vitest';
import { choice } from '../../../src/protocol/templates/action.js';
import {
  count,
  flag,
  list,
  object,
  oneOf,
  record,
  row,
  scalar,
  template,
  text,
  verbatim,
} from '../../../src/protocol/templates/read-fields.js';
import type { SystemTemplate } from '../../../src/protocol/templates/system-template.js';

describe('readers', () => {
  it('accept strings and numbers as text, and nothing else', () => {
    expect(['a', 7, '', ' ', true, {}, [], null, undefined, Number.NaN].map(text)).toEqual([
      'a',
      '7',
      ...Array(8).fill(undefined),
    ]);
  });

  it('truncate texts that are shown, but not texts that are sent', () => {
    const long = 'x'.repeat(100_000);
    expect(text(long)).toHaveLength(20_000);
    expect(verbatim(long)).toBe(long);
    expect(verbatim(' ')).toBe(' ');
    expect(scalar(5)).toBe(5);
  });

  it('read numbers and booleans that are written as text', () => {
    expect(['12', 12, ' 1.5 ', '1e2', 'twelve', '', true].map(count)).toEqual([12, 12, 1.5, 100, ...Array(3)]);
    expect([true, false, 'true', 'False', 'yes', 1].map(flag)).toEqual([true, false, true, false, ...Array(2)]);
  });

  it('match words case-insensitively', () => {
    expect(oneOf('CSAT', 'star')('csat')).toBe('CSAT');
    expect(oneOf('CSAT', 'star')('stars')).toBeUndefined();
  });

  it('leave out invalid entries of a list, and keep the positions of a row', () => {
    expect(list(text)(['a', {}, 'b'])).toEqual(['a', 'b']);
    expect(list(text)('a')).toEqual(['a']);
    expect(list(text)(undefined)).toEqual([]);
    expect(list(text, 2)(['a', 'b', 'c'])).toEqual(['a', 'b']);
    expect(row(text, '-')(['a', {}, 'b'])).toEqual(['a', '-', 'b']);
  });

  it('return undefined for an object without a required field', () => {
    const reader = object<{ a: string; b?: number }>({ a: text }, { b: count });
    expect(reader({ a: 'x', b: '2', c: 3 })).toEqual({ a: 'x', b: 2 });
    expect(reader({ b: 2 })).toBeUndefined();
    expect(reader('x')).toBeUndefined();
  });

  it('read fields of any name, at most a hundred', () => {
    expect(record(text)({ color: 'red', 'font-size': 12, x: {} })).toEqual({ color: 'red', 'font-size': '12' });
    const many = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`n${index}`, 'v']));
    expect(Object.keys(record(text)(many)!)).toHaveLength(100);
  });

  it('read a choice with only a title or only a value', () => {
    expect([{ title: 'A' }, { value: 'b' }, { title: 'A', value: 'b' }, {}].map(choice)).toEqual([
      { title: 'A', value: 'A' },
      { title: 'b', value: 'b' },
      { title: 'A', value: 'b' },
      undefined,
    ]);
  });

  it('keep the original payload in `raw`', () => {
    const parse = template<SystemTemplate>({ template_type: () => 'SYSTEM' }, {});
    const raw = { template_type: 'SYSTEM', text: 5, renderDelay: '10', own: {} };
    expect(parse(raw)).toEqual({ template_type: 'SYSTEM', text: '5', renderDelay: 10, raw });
  });
});
