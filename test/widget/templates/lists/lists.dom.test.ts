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

  it('opens the rest where its button is no postback, and closes it again', async () => {
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

  it('asks the bot where it is one', () => {
    const buttons = [{ type: 'postback', title: 'More', payload: 'more' }];
    const { box, client } = show({ template_type: 'list', elements, buttons });
    expect(titles(box)).toEqual(['A', 'B', 'C', 'D']);
    named(box, 'More').click();
    expect(client.sent).toEqual([{ payload: 'more', renderText: 'More' }]);
  });

  it('makes of a row with an address a link, though its action has no title', () => {
    const { box } = show({
      template_type: 'list',
      elements: [{ title: 'Shop', default_action: { type: 'web_url', url: 'https://a.example' } }],
    });
    expect((named(box, 'Shop') as HTMLAnchorElement).href).toBe('https://a.example/');
  });
});

it('a listView shows what is behind its tabs under their names', async () => {
  const { box } = show(templateFixture('listView'));
  expect(titles(box)).toEqual(['Monstera', 'Pilea', 'Orchid']);
  named(box, 'See more').click();
  await drawn();
  expect([...box.querySelectorAll('.section-title')].map((title) => title.textContent)).toEqual(['Leaves', 'Flowers']);
  expect(titles(box)).toEqual(['Monstera', 'Pilea', 'Orchid', 'Aloe', 'Anthurium']);
});

describe('an advanced list', () => {
  const listItems = [{ title: 'Pilea', description: 'Kitchen' }, { title: 'Aloe' }, { title: 'Monstera' }];

  it('is searched in titles and descriptions, and says when nothing was found', async () => {
    const payload = { template_type: 'advancedListTemplate', isSearchEnabled: true, listItems };
    const { box } = show(payload);
    const field = box.querySelector('input')!;
    const seek = async (text: string) => {
      field.value = text;
      field.dispatchEvent(new Event('input', { bubbles: true }));
      await drawn();
    };
    await seek('KITCH');
    expect(titles(box)).toEqual(['Pilea']);
    await seek('cactus');
    expect(titles(box)).toEqual([]);
    expect(box.querySelector('[role=status]')?.textContent).toBe('Nothing was found.');
    await seek('');
    expect(titles(box)).toHaveLength(3);
  });

  it('is sorted, and put back into the order of the bot', async () => {
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

  it('sends the options that are ticked, and nothing while none is', async () => {
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

  it('leaves its options open when something else was said', () => {
    const { box } = show(withOptions, 'Something else');
    expect([...box.querySelectorAll('input')].some(({ disabled }) => disabled)).toBe(false);
  });

  it('shows from the history what was ticked, and takes no more', () => {
    const { box, client } = show(withOptions, 'Add: s');
    expect(ticked(box)).toEqual([false, true]);
    named(box, 'Add').click();
    expect(client.sent).toEqual([]);
  });
});

it('a list widget shows as many buttons as it says, and the others on request', () => {
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
