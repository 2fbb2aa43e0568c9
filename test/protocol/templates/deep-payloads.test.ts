import { expect, it } from 'vitest';
import { readPayload } from '../../../src/widget/templates/read-payload.js';
import { DEEP_JSON } from '../../support/hostile-json.js';
import { PARSERS } from './parsers.js';

/** Fields that the parsers enter. */
const FIELDS = [
  'buttons',
  'elements',
  'cards',
  'items',
  'listItems',
  'quick_replies',
  'columns',
  'rows',
  'primary',
  'text',
  'title',
];

it.each(Object.keys(DEEP_JSON))('parses a payload nested 20,000 levels deep: %s', (kind) => {
  const deep: unknown = JSON.parse(DEEP_JSON[kind]!);
  const payloads = [deep, { elements: deep }, Object.fromEntries(FIELDS.map((name) => [name, deep]))];
  for (const payload of payloads) {
    for (const [type, parse] of Object.entries(PARSERS)) expect(parse(payload).raw, type).toBe(payload);
    expect(readPayload(payload, 'tomorrow').lines).toBeInstanceOf(Array);
  }
});
