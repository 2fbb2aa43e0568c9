import { expect, it } from 'vitest';
import { epochMs, readAuthor } from '../../src/protocol/received-message.js';

it('epochMs prefers the number and returns undefined for an invalid time', () => {
  expect(epochMs(1719650001000, '2000-01-01T00:00:00Z')).toBe(1719650001000);
  expect(epochMs(undefined, '2024-06-29T08:33:21.000Z')).toBe(1719650001000);
  expect(epochMs(undefined, 'yesterday')).toBeUndefined();
  expect(epochMs(undefined, undefined)).toBeUndefined();
});

it('readAuthor joins the names that are present', () => {
  expect(readAuthor({ firstName: 'Ann', lastName: 'B', profImage: 'https://files.example/ann.png' })).toEqual({
    name: 'Ann B',
    picture: 'https://files.example/ann.png',
  });
  expect(readAuthor({ lastName: 'B' })).toEqual({ name: 'B' });
  expect(readAuthor({ firstName: '', lastName: '', profImage: 'x' })).toBeUndefined();
  expect(readAuthor(undefined)).toBeUndefined();
});
