import { describe, expect, test } from 'vitest';
import { toWire } from '../../../src/emulator/bot-runtime/wire-items.js';
import { wireFixture } from '../../fixtures/wire/wire-fixtures.js';

const BUTTONS = {
  template_type: 'button',
  text: 'Pick',
  buttons: [{ type: 'postback', title: 'A', payload: 'a' }],
};

test('a text', () => {
  const { frame } = wireFixture('bot-response', 'plain text');
  expect(toWire('Hello').items).toEqual(frame.message);
  expect(toWire('Hello').stored).toEqual(['Hello']);
  expect(toWire({ type: 'text', payload: { text: 'Hello' } })).toEqual(toWire('Hello'));
});

test('a template: two boxes live, the body the JSON of the whole; one box in the history', () => {
  const { frame } = wireFixture('bot-response', 'template in two boxes, with every documented field');
  const [expected] = frame.message as [{ type: string; component: unknown }];
  const { items, stored } = toWire(BUTTONS);
  expect(items).toMatchObject([{ type: expected.type, component: expected.component }]);
  expect(JSON.parse(items[0]?.cInfo?.body as string)).toEqual(expected.component);
  const { frame: record } = wireFixture('history-records', 'template as JSON in the text');
  expect(stored).toEqual([(record.components as [{ data: { text: string } }])[0].data.text]);
});

test('a component', () => {
  const image = { type: 'image', payload: { url: 'https://files.example/a.png' } };
  expect(toWire(image)).toEqual({
    items: [{ type: 'text', component: image, cInfo: { body: JSON.stringify(image) } }],
    stored: [JSON.stringify(image)],
  });
});

test('formData stays beside the payload', () => {
  const formData = { formLink: 'https://forms.example/1', renderType: 'inline' };
  const { items, stored } = toWire({ type: 'template', payload: BUTTONS, formData });
  expect(items[0]?.component).toEqual({ type: 'template', payload: { type: 'template', payload: BUTTONS }, formData });
  expect(JSON.parse(stored[0] as string)).toEqual({ type: 'template', payload: BUTTONS, formData });
});

test('items go as they are, one record component each', () => {
  const items = [
    { type: 'text', cInfo: { body: 'one' } },
    { type: 'text', component: { type: 'template', payload: BUTTONS } },
  ];
  expect(toWire(items)).toEqual({ items, stored: ['one', JSON.stringify(items[1]?.component)] });
});

describe('refuses what is no content', () => {
  test.each([[undefined], [null], [7], [{}], [{ text: 'Hi' }], [['Hi']], [[null]]])('%j', (content) => {
    expect(() => toWire(content as never)).toThrow('unable to send this message; content must be');
  });
});
