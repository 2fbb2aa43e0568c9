import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { templateFixture } from '../../../fixtures/templates/template-fixtures.js';
import { drawn } from '../../../support/chat-page.js';
import { drawPart, loadChunk, partOf } from '../../../support/draw-part.js';
import { message } from '../../../support/fake-chat-client.js';

const show = (payload: object, answer?: string) =>
  drawPart(partOf(payload), '', answer === undefined ? [] : [message(answer, { from: 'user' })]);
const titles = (box: Element) => [...box.querySelectorAll('.row-title')].map((title) => title.textContent);
const named = (box: Element, name: string) =>
  [...box.querySelectorAll<HTMLElement>('button, summary, a, label')].find(
    (each) => each.textContent?.trim() === name,
  )!;

beforeAll(() => loadChunk(partOf(templateFixture('list'))));
afterEach(() => document.body.replaceChildren());

describe('a list', () => {
  const elements = ['A', 'B', 'C', 'D'].map((title) => ({ title }));

  it('shows and hides the rest if its button is not a postback', async () => {
    const { box, client } = show({
      template_type: 'list',
      elements,
      buttons: [{ type: 'slider', title: 'All of them' }],
    });
    expect(titles(box)).toEqual(['A', 'B', 'C']);
    const more = named(box, 'All of them');
    expect(more.getAttribute('aria-expanded')).toBe('false');
    more.click();
    await drawn();
    expect(titles(box)).toEqual(['A', 'B', 'C', 'D']);
    expect([more.getAttribute('aria-expanded'), more.textContent]).toEqual(['true', 'Show less']);
    expect(client.sent).toEqual([]);
  });

  it('sends the postback of its button to the bot', () => {
    const buttons = [{ type: 'postback', title: 'More', payload: 'more' }];
    const { box, client } = show({ template_type: 'list', elements, buttons });
    expect(titles(box)).toEqual(['A', 'B', 'C', 'D']);
    named(box, 'More').click();
    expect(client.sent).toEqual([{ payload: 'more', renderText: 'More' }]);
  });

  it('makes a link of a row with an address, even if its action has no title', () => {
    const { box } = show({
      template_type: 'list',
      elements: [{ title: 'Shop', default_action: { type: 'web_url', url: 'https://a.example' } }],
    });
    expect((named(box, 'Shop') as HTMLAnchorElement).href).toBe('https://a.example/');
  });
});

it('a listView shows the content of its tabs with their names as titles', async () => {
  const { box } = show(templateFixture('listView'));
  expect(titles(box)).toEqual(['Monstera', 'Pilea', 'Orchid']);
  named(box, 'See more').click();
  await drawn();
  expect([...box.querySelectorAll('.section-title')].map((title) => title.textContent)).toEqual(['Leaves', 'Flowers']);
  expect(titles(box)).toEqual(['Monstera', 'Pilea', 'Orchid', 'Aloe', 'Anthurium']);
});

describe('an advanced list', () => {
  const listItems = [{ title: 'Pilea', description: 'Kitchen' }, { title: 'Aloe' }, { title: 'Monstera' }];

  it('is searched by title and description, and reports if nothing is found', async () => {
    const payload = { template_type: 'advancedListTemplate', isSearchEnabled: true, listItems };
    const { box } = show(payload);
    const field = box.querySelector('input')!;
    const search = async (text: string) => {
      field.value = text;
      field.dispatchEvent(new Event('input', { bubbles: true }));
      await drawn();
    };
    await search('KITCH');
    expect(titles(box)).toEqual(['Pilea']);
    await search('cactus');
    expect(titles(box)).toEqual([]);
    expect(box.querySelector('[role=status]')?.textContent).toBe('Nothing was found.');
    await search('');
    expect(titles(box)).toHaveLength(3);
  });

  it('can be sorted by name and returned to its original order', async () => {
    const { box } = show({ template_type: 'advancedListTemplate', isSortEnabled: true, listItems });
    const sort = named(box, 'Sort by name');
    sort.click();
    await drawn();
    expect(titles(box)).toEqual(['Aloe', 'Monstera', 'Pilea']);
    expect(sort.getAttribute('aria-pressed')).toBe('true');
    sort.click();
    await drawn();
    expect(titles(box)).toEqual(['Pilea', 'Aloe', 'Monstera']);
  });

  const withOptions = {
    template_type: 'advancedListTemplate',
    listItems: [
      {
        title: 'Extras',
        optionsData: [
          { type: 'checkbox', label: 'Fertiliser', value: 'f' },
          { type: 'checkbox', label: 'Saucer', value: 's' },
        ],
        buttons: [
          { title: 'Add', btnType: 'confirm' },
          { title: 'Leave it', btnType: 'cancel' },
        ],
      },
    ],
  };
  const ticked = (box: Element) => [...box.querySelectorAll('input')].map(({ checked }) => checked);

  it('sends the ticked options, and nothing if no option is ticked', async () => {
    const { box, client } = show(withOptions);
    named(box, 'Add').click();
    expect(client.sent).toEqual([]);
    for (const name of ['Fertiliser', 'Saucer']) named(box, name).querySelector('input')!.click();
    await drawn();
    named(box, 'Leave it').click();
    await drawn();
    expect(ticked(box)).toEqual([false, false]);
    named(box, 'Saucer').querySelector('input')!.click();
    await drawn();
    named(box, 'Add').click();
    expect(client.sent).toEqual([{ payload: 'Add: s', renderText: 'Add: s' }]);
  });

  it('keeps its options enabled after an unrelated message', () => {
    const { box } = show(withOptions, 'Something else');
    expect([...box.querySelectorAll('input')].some(({ disabled }) => disabled)).toBe(false);
  });

  it('shows the ticked options from the history and is disabled', () => {
    const { box, client } = show(withOptions, 'Add: s');
    expect(ticked(box)).toEqual([false, true]);
    named(box, 'Add').click();
    expect(client.sent).toEqual([]);
  });
});

it('a list widget shows as many buttons as its limit allows, and the others in a menu', () => {
  const buttons = ['A', 'B', 'C'].map((title) => ({ type: 'postback', title, payload: title }));
  const { box, client } = show({
    template_type: 'listWidget',
    elements: [{ title: 'T', buttonsLayout: { displayLimit: { count: 2 } }, buttons }],
  });
  const [shown, hidden] = box.querySelectorAll('.actions');
  expect([shown?.textContent, hidden?.textContent]).toEqual(['AB', 'C']);
  expect(hidden?.closest('details')?.open).toBe(false);
  named(box, 'C').click();
  expect(client.sent).toEqual([{ payload: 'C', renderText: 'C' }]);
});
