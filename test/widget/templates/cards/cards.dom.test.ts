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
  it('is a button as a whole where it says so, though its action has no type', () => {
    const { box, client } = show({
      template_type: 'cardTemplate',
      cards: [
        { cardHeading: { title: 'Order 7' }, type: 'postback', default_action: { title: 'Open 7', payload: 'o7' } },
      ],
    });
    named(box, 'Order 7').click();
    // What people read as theirs is the title of the action.
    expect(client.sent).toEqual([{ payload: 'o7', renderText: 'Open 7' }]);
  });

  it('keeps the address of a link in its value', () => {
    const { box } = show(templateFixture('cardTemplate'));
    expect((named(box, 'Invoice') as HTMLAnchorElement).href).toBe('https://example.com/1042');
  });

  it('unfolds its panel in its place', () => {
    const { box } = show(templateFixture('cardTemplate', 'cardTemplate details'));
    const panel = box.querySelector('details')!;
    expect([panel.open, panel.querySelector('summary')?.textContent]).toEqual([false, 'More']);
    expect(panel.textContent).toContain('Pot · Clay€ 5');
  });
});

it('nothing is marked as chosen where the words of the answer fit several cards', () => {
  const { box } = drawPart(partOf(templateFixture('carousel')), '', [message('Buy', { from: 'user' })]);
  expect(box.querySelectorAll('.chosen')).toHaveLength(0);
  const sure = drawPart(partOf(templateFixture('carousel')), '', [message('buy_orchid', { from: 'user' })]);
  expect(sure.box.querySelectorAll('.chosen')).toHaveLength(1);
});

describe('slides', () => {
  it('have a name, and buttons to move by', () => {
    const { box } = show(templateFixture('carousel'));
    const group = box.querySelector('.slides')!;
    expect([group.getAttribute('role'), group.getAttribute('aria-label')]).toEqual(['group', 'Cards']);
    expect([...group.querySelectorAll('.step')].map((step) => step.getAttribute('aria-label'))).toEqual([
      'Previous',
      'Next',
    ]);
    expect(group.querySelectorAll('.slide')).toHaveLength(3);
  });

  it('have none where there is one slide', () => {
    const { box } = show({ template_type: 'carousel', elements: [{ title: 'Alone' }] });
    expect(box.querySelector('.step')).toBeNull();
  });
});
