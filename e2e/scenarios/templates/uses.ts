import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { goTo, press } from './keyboard.js';

/**
 * How to use a sample by keyboard, and the expected result: the `message` of the frame that is sent (docs/protocol.md §6.1), or the
 * address of a new tab. If neither is given, nothing may be sent.
 */
export interface Use {
  /** File and name of the sample in test/fixtures/templates. */
  readonly sample: readonly [file: string, name?: string];
  readonly act: (page: Page) => Promise<void>;
  readonly sends?: { readonly body: string; readonly renderMsg?: string };
  /** `{{url}}` is the address of the emulator. */
  readonly opens?: string;
}

/** Presses several elements, one after the other. */
const presses =
  (...names: string[]) =>
  async (page: Page) => {
    for (const name of names) await press(page, name);
  };

/** Shows the table of a chart, and hides it. */
const readsNumbers = async (page: Page) => {
  await press(page, 'Show as table');
  await page.locator('xo-chat').getByRole('table').last().waitFor();
  await press(page, 'Show as table');
};

/** Plays the last audio or video player. */
const plays = (kind: 'audio' | 'video') => async (page: Page) => {
  const player = await page.locator('xo-chat').locator(kind).last().elementHandle();
  // A player loads nothing before it is played.
  expect(await player?.evaluate((media) => (media as HTMLMediaElement).readyState)).toBe(0);
  await player?.focus();
  await page.keyboard.press('Space');
  // Not by an event, because the sample is so short that it may end before a listener is added.
  await page.waitForFunction((media) => (media as HTMLMediaElement).played.length > 0, player);
};

/** Moves the focus to the last element with this name, and scrolls it by an arrow key. */
const goesTo = (name: string) => async (page: Page) => {
  await goTo(page, name);
  await page.keyboard.press('ArrowRight');
};

export const USES: readonly Use[] = [
  { sample: ['button'], act: presses('By bicycle'), sends: { body: 'deliver_bicycle', renderMsg: 'By bicycle' } },
  {
    sample: ['quick_replies'],
    act: presses('In the shade'),
    sends: { body: 'place_shade', renderMsg: 'In the shade' },
  },
  {
    sample: ['quick_replies', 'quick_replies stacked'],
    act: presses('Once a week'),
    sends: { body: 'water_weekly', renderMsg: 'Once a week' },
  },
  {
    sample: ['quick_replies', 'quick_replies above'],
    act: presses('Up to € 30'),
    sends: { body: 'price_30', renderMsg: 'Up to € 30' },
  },
  {
    sample: ['quick_replies_welcome'],
    act: presses('Find a plant'),
    sends: { body: 'find', renderMsg: 'Find a plant' },
  },
  { sample: ['like_dislike'], act: presses('👎 Not good'), sends: { body: 'dislike', renderMsg: '👎 Not good' } },
  { sample: ['list'], act: presses('Buy Monstera'), sends: { body: 'buy_monstera', renderMsg: 'Buy Monstera' } },
  { sample: ['list'], act: presses('Orchid'), sends: { body: 'orchid', renderMsg: 'Orchid' } },
  { sample: ['list'], act: presses('View more'), sends: { body: 'more_plants', renderMsg: 'View more' } },
  // For this template the title is sent, and not the payload.
  { sample: ['listView'], act: presses('Pilea'), sends: { body: 'Pilea', renderMsg: 'Pilea' } },
  {
    sample: ['listView'],
    act: presses('See more', 'Anthurium'),
    sends: { body: 'Anthurium', renderMsg: 'Anthurium' },
  },
  { sample: ['carousel'], act: presses('Buy'), sends: { body: 'buy_orchid', renderMsg: 'Buy' } },
  { sample: ['carousel', 'carousel stacked'], act: presses('Buy'), sends: { body: 'buy_pilea', renderMsg: 'Buy' } },
  { sample: ['cardTemplate'], act: presses('Track'), sends: { body: 'track_1042', renderMsg: 'Track' } },
  {
    sample: ['cardTemplate', 'cardTemplate modern'],
    act: presses('Track 1042'),
    sends: { body: 'track_1042', renderMsg: 'Track 1042' },
  },
  {
    sample: ['cardTemplate', 'cardTemplate details'],
    act: presses('More', 'Cancel it'),
    sends: { body: 'cancel_1042', renderMsg: 'Cancel it' },
  },
  { sample: ['listWidget'], act: presses('Later'), sends: { body: 'later_monstera', renderMsg: 'Later' } },
  {
    sample: ['advancedListTemplate'],
    act: async (page) => {
      await press(page, 'Fertiliser', 'Space');
      await press(page, 'Saucer', 'Space');
      await press(page, 'Add');
    },
    sends: { body: 'Add: fertiliser,saucer', renderMsg: 'Add: fertiliser,saucer' },
  },
  {
    sample: ['advancedListTemplate'],
    act: async (page) => {
      await press(page, 'Search', 'm');
      await page.keyboard.type('onst');
      await page.locator('xo-chat').locator('summary').last().focus();
      await page.keyboard.press('Enter');
      await press(page, 'Watered');
    },
    sends: { body: 'watered_monstera', renderMsg: 'Watered' },
  },
  {
    sample: ['advancedMultiListTemplate'],
    act: presses('Watered'),
    sends: { body: 'watered_pilea', renderMsg: 'Watered' },
  },
  { sample: ['custom_table'], act: presses('Track'), sends: { body: 'track_1042', renderMsg: 'Track 1042' } },
  { sample: ['tableList'], act: presses('Monstera'), sends: { body: 'order_1042', renderMsg: 'Order 1042' } },
  { sample: ['checkListTemplate'], act: presses('Done'), sends: { body: 'step_done', renderMsg: 'Done' } },
  { sample: ['link'], act: presses('The shop'), opens: 'https://example.com/' },
  { sample: ['document'], act: presses('guide.txtDownload'), opens: '{{url}}/media/guide.txt' },
  { sample: ['articleTemplate'], act: presses('Read'), opens: 'https://example.com/watering' },
  { sample: ['answerTemplate'], act: presses('Plants in winter'), opens: 'https://example.com/winter' },
  { sample: ['search'], act: presses('Watering with sense'), opens: 'https://example.com/watering' },
  { sample: ['table'], act: goesTo('Prices in euro') },
  { sample: ['table', 'table responsive'], act: goesTo('Prices in euro') },
  { sample: ['mini_table'], act: goesTo('Orchid a bath') },
  { sample: ['piechart'], act: readsNumbers },
  { sample: ['piechart', 'piechart donut'], act: readsNumbers },
  { sample: ['piechart', 'piechart legend'], act: readsNumbers },
  { sample: ['barchart'], act: readsNumbers },
  { sample: ['barchart', 'barchart horizontal'], act: readsNumbers },
  { sample: ['barchart', 'barchart stacked'], act: readsNumbers },
  { sample: ['linechart'], act: readsNumbers },
  { sample: ['audio'], act: plays('audio') },
  { sample: ['video'], act: plays('video') },
  { sample: ['message', 'message with audio'], act: plays('audio') },
];
