import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { templateFixture } from '../../../fixtures/templates/template-fixtures.js';
import { drawPart, loadChunk, partOf } from '../../../support/draw-part.js';
import { message } from '../../../support/fake-chat-client.js';

const show = (payload: object) => drawPart(partOf(payload));
const named = (box: Element, name: string) =>
  [...box.querySelectorAll<HTMLElement>('button, a')].find((each) => each.textContent === name)!;

beforeAll(() => loadChunk(partOf(templateFixture('carousel'))));
afterEach(() => document.body.replaceChildren());

describe('a card', () => {
  it('is a button as a whole if its type says so, even if its action has no type', () => {
    const { box, client } = show({
      template_type: 'cardTemplate',
      cards: [
        { cardHeading: { title: 'Order 7' }, type: 'postback', default_action: { title: 'Open 7', payload: 'o7' } },
      ],
    });
    named(box, 'Order 7').click();
    // The title of the action is shown as the user's message.
    expect(client.sent).toEqual([{ payload: 'o7', renderText: 'Open 7' }]);
  });

  it('reads the address of a link from its value', () => {
    const { box } = show(templateFixture('cardTemplate'));
    expect((named(box, 'Invoice') as HTMLAnchorElement).href).toBe('https://example.com/1042');
  });

  it('unfolds its panel in place', () => {
    const { box } = show(templateFixture('cardTemplate', 'cardTemplate details'));
    const panel = box.querySelector('details')!;
    expect([panel.open, panel.querySelector('summary')?.textContent]).toEqual([false, 'More']);
    expect(panel.textContent).toContain('Pot · Clay€ 5');
  });
});

it('marks no choice if the answer matches the buttons of several cards', () => {
  const { box } = drawPart(partOf(templateFixture('carousel')), '', [message('Buy', { from: 'user' })]);
  expect(box.querySelectorAll('.chosen')).toHaveLength(0);
  const sure = drawPart(partOf(templateFixture('carousel')), '', [message('buy_orchid', { from: 'user' })]);
  expect(sure.box.querySelectorAll('.chosen')).toHaveLength(1);
});

describe('slides', () => {
  it('have an accessible name and buttons for previous and next', () => {
    const { box } = show(templateFixture('carousel'));
    const group = box.querySelector('.slides')!;
    expect([group.getAttribute('role'), group.getAttribute('aria-label')]).toEqual(['group', 'Cards']);
    expect([...group.querySelectorAll('.step')].map((step) => step.getAttribute('aria-label'))).toEqual([
      'Previous',
      'Next',
    ]);
    expect(group.querySelectorAll('.slide')).toHaveLength(3);
  });

  it('have no such buttons if there is only one slide', () => {
    const { box } = show({ template_type: 'carousel', elements: [{ title: 'Alone' }] });
    expect(box.querySelector('.step')).toBeNull();
  });
});
