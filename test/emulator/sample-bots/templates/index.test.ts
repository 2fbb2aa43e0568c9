import { describe, expect, test } from 'vitest';
import { toWire } from '../../../../src/emulator/bot-runtime/wire-items.js';
import { findSample, SAMPLE_GROUPS } from '../../../../src/emulator/sample-bots/templates/index.js';
import { readHistoryRecord } from '../../../../src/protocol/history-record.js';
import { unwrap } from '../../../../src/protocol/unwrap.js';
import { fixtureFiles, templateFixtures } from '../../../fixtures/templates/template-fixtures.js';

const URL = 'http://127.0.0.1:1';
const samples = SAMPLE_GROUPS.flatMap((group) => Object.entries(group.samples(URL)));

/** Every template of protocol.md §6.2–6.5 that a bot sends to be seen. */
const TEMPLATES = [
  ...['button', 'quick_replies', 'quick_replies_welcome', 'list', 'listView', 'carousel', 'cardTemplate'],
  ...['dropdown_template', 'multi_select', 'advanced_multi_select', 'radioOptionTemplate', 'taskPickerTemplate'],
  ...['feedbackTemplate', 'form_template', 'otpValidationTemplate', 'resetPinTemplate', 'dateTemplate', 'daterange'],
  ...['clockTemplate', 'table', 'custom_table', 'mini_table', 'tableList', 'piechart', 'barchart', 'linechart'],
  ...['listWidget', 'advancedListTemplate', 'advancedMultiListTemplate', 'articleTemplate', 'checkListTemplate'],
  ...['answerTemplate', 'search', 'SYSTEM', 'like_dislike'],
];

test('there is a sample of every template and component', () => {
  const parts = samples.flatMap(([, content]) => unwrap(toWire(content).items).components);
  const templates = new Set(parts.map((part) => (part.type === 'template' ? part.templateType : '')));
  expect(TEMPLATES.filter((type) => !templates.has(type))).toEqual([]);
  const kinds = new Set(parts.map(({ type }) => type));
  for (const kind of ['image', 'audio', 'video', 'link', 'document', 'message', 'error', 'form']) {
    expect(kinds).toContain(kind);
  }
});

/** Fixtures that the demo bot shows in another way: a sign to wait, and what an agent says. */
const SHOWN_OTHERWISE = new Set(['wait_for_response', 'live_agent']);

test('the samples are the fixtures that all tests use', () => {
  const fixtures = fixtureFiles().flatMap((file) => Object.entries(templateFixtures(file, URL)));
  expect(Object.fromEntries(samples)).toEqual(
    Object.fromEntries(fixtures.filter(([name]) => !SHOWN_OTHERWISE.has(name))),
  );
});

test('and of every variant', () => {
  const all = JSON.stringify(samples);
  for (const view of ['star', 'emojis', 'CSAT', 'NPS', 'ThumbsUpDown']) expect(all).toContain(`"view":"${view}"`);
  for (const type of ['regular', 'donut', 'donut_legend']) expect(all).toContain(`"pie_type":"${type}"`);
  for (const type of ['modern', 'details']) expect(all).toContain(`"cardViewType":"${type}"`);
  for (const part of [
    '"carousel_type":"stacked"',
    '"stacked":true',
    '"direction":"horizontal"',
    '"table_design":"responsive"',
  ]) {
    expect(all).toContain(part);
  }
});

describe('the client reads the same from the live frame and from the history', () => {
  test.each(samples)('%s', (_name, content) => {
    const { items, stored } = toWire(content);
    const live = unwrap(items);
    const components = stored.map((text) => ({ cT: 'text', data: { text } }));
    const record = readHistoryRecord({ _id: 'ms-1', type: 'outgoing', components });
    expect(live.components).toHaveLength(1);
    expect(live.components[0]?.type).not.toBe('unknown');
    expect({ text: record.text, components: record.components }).toEqual(live);
  });
});

test('names are found whatever their case, spaces and signs', () => {
  const carousel = findSample('carousel stacked', URL);
  expect(carousel).toMatchObject({ carousel_type: 'stacked' });
  expect(findSample('Carousel-Stacked', URL)).toEqual(carousel);
  expect(findSample('quickreplies', URL)).toEqual(findSample('quick_replies', URL));
  expect(findSample('nothing', URL)).toBeUndefined();
  expect(findSample('', URL)).toBeUndefined();
});

test('no two names are one', () => {
  const names = samples.map(([name]) => name.toLowerCase().replace(/[^a-z0-9]/g, ''));
  expect(new Set(names).size).toBe(names.length);
});

test('pictures and forms come from the emulator itself', () => {
  const urls = JSON.stringify(samples).match(/https?:\/\/[^"\\/]+/g) ?? [];
  expect(new Set(urls)).toEqual(new Set([URL, 'https://example.com']));
});
