import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { describeThrown } from '../../src/lib/describe-thrown.js';

const trap = () => {
  throw new Error('SECRET');
};

it('returns the name and the stack of an error without its message', () => {
  const description = describeThrown(new TypeError('no session SECRET\nat SECRET'));
  expect(description.name).toBe('TypeError');
  expect(description.stack).toMatch(/describe-thrown\.test\.ts:\d+/);
  expect(JSON.stringify(description)).not.toContain('SECRET');
});

it.each([
  ['undefined', undefined],
  ['null', null],
  ['a text', 'SECRET'],
  ['an object', { message: 'SECRET', toString: () => 'SECRET' }],
  ['a name that is a text', Object.assign(new Error('x'), { name: 'SECRET SECRET' })],
  ['a name that is an object', { name: { toString: trap }, stack: 5 }],
  ['getters that throw', new Proxy(new Error('x'), { get: trap })],
  ['a DOMException', new DOMException('SECRET', 'AbortError')],
  ['an AggregateError', new AggregateError([new Error('SECRET')], 'SECRET')],
  ['an error with a cause', new Error('x', { cause: new Error('SECRET') })],
  ['an error with toJSON', Object.assign(new Error('x'), { toJSON: () => 'SECRET' })],
  ['an error of another realm', runInNewContext(`new Error('SECRET')`)],
])('does not throw for %s, and drops its text', (_, thrown) => {
  const description = describeThrown(thrown);
  expect(description.name).toMatch(/^\w+$/);
  expect(JSON.stringify(description)).not.toContain('SECRET');
});
