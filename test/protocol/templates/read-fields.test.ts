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
  it('take texts and numbers for words, and nothing else', () => {
    expect(['a', 7, '', ' ', true, {}, [], null, undefined, Number.NaN].map(text)).toEqual([
      'a',
      '7',
      ...Array(8).fill(undefined),
    ]);
  });

  it('shorten what is shown, never what is sent', () => {
    const long = 'x'.repeat(100_000);
    expect(text(long)).toHaveLength(20_000);
    expect(verbatim(long)).toBe(long);
    expect(verbatim(' ')).toBe(' ');
    expect(scalar(5)).toBe(5);
  });

  it('read numbers and truths that are written as texts', () => {
    expect(['12', 12, ' 1.5 ', '1e2', 'twelve', '', true].map(count)).toEqual([12, 12, 1.5, 100, ...Array(3)]);
    expect([true, false, 'true', 'False', 'yes', 1].map(flag)).toEqual([true, false, true, false, ...Array(2)]);
  });

  it('know words however they are capitalised', () => {
    expect(oneOf('CSAT', 'star')('csat')).toBe('CSAT');
    expect(oneOf('CSAT', 'star')('stars')).toBeUndefined();
  });

  it('leave out of a list what does not fit, and keep the places of a row', () => {
    expect(list(text)(['a', {}, 'b'])).toEqual(['a', 'b']);
    expect(list(text)('a')).toEqual(['a']);
    expect(list(text)(undefined)).toEqual([]);
    expect(list(text, 2)(['a', 'b', 'c'])).toEqual(['a', 'b']);
    expect(row(text, '-')(['a', {}, 'b'])).toEqual(['a', '-', 'b']);
  });

  it('read no object without the fields it needs', () => {
    const reader = object<{ a: string; b?: number }>({ a: text }, { b: count });
    expect(reader({ a: 'x', b: '2', c: 3 })).toEqual({ a: 'x', b: 2 });
    expect(reader({ b: 2 })).toBeUndefined();
    expect(reader('x')).toBeUndefined();
  });

  it('read fields of any name, a hundred at most', () => {
    expect(record(text)({ color: 'red', 'font-size': 12, x: {} })).toEqual({ color: 'red', 'font-size': '12' });
    const many = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`n${index}`, 'v']));
    expect(Object.keys(record(text)(many)!)).toHaveLength(100);
  });

  it('make a choice of a title or a value alone', () => {
    expect([{ title: 'A' }, { value: 'b' }, { title: 'A', value: 'b' }, {}].map(choice)).toEqual([
      { title: 'A', value: 'A' },
      { title: 'b', value: 'b' },
      { title: 'A', value: 'b' },
      undefined,
    ]);
  });

  it('keep the payload beside what was read of it', () => {
    const parse = template<SystemTemplate>({ template_type: () => 'SYSTEM' }, {});
    const raw = { template_type: 'SYSTEM', text: 5, renderDelay: '10', own: {} };
    expect(parse(raw)).toEqual({ template_type: 'SYSTEM', text: '5', renderDelay: 10, raw });
  });
});
