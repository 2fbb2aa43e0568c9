import { afterEach, describe, expect, it } from 'vitest';
import { templateFixture } from '../../../fixtures/templates/template-fixtures.js';
import { drawn } from '../../../support/chat-page.js';
import { drawPart, partOf } from '../../../support/draw-part.js';
import { message } from '../../../support/fake-chat-client.js';

const show = (name: string, answer?: string) =>
  drawPart(partOf(templateFixture(name)), '', answer === undefined ? [] : [message(answer, { from: 'user' })]);
const buttons = (box: Element) =>
  [...box.querySelectorAll('.action')].map((button) => ({
    name: button.textContent,
    over: button.getAttribute('aria-disabled') === 'true',
  }));

afterEach(() => document.body.replaceChildren());

describe('quick replies', () => {
  it('are over when one was chosen, which is marked; the focus stays', async () => {
    const { box, client } = show('quick_replies');
    const shade = box.querySelectorAll<HTMLButtonElement>('button.action')[1]!;
    shade.focus();
    shade.click();
    await drawn();
    expect(buttons(box)).toEqual([
      { name: 'In the sun', over: true },
      { name: 'In the shade (Your choice)', over: true },
      { name: 'I do not know', over: true },
    ]);
    expect((box.getRootNode() as ShadowRoot).activeElement).toBe(shade);
    shade.click();
    expect(client.sent).toEqual([{ payload: 'place_shade', renderText: 'In the shade' }]);
  });

  it.each([
    ['its title', 'In the shade', 1],
    ['what the bot has read', 'place_shade', 1],
    ['other words', 'on the balcony', undefined],
  ])('show from the history what was answered by %s', (_, answer, index) => {
    const { box } = show('quick_replies', answer);
    const all = buttons(box);
    expect(all.every(({ over }) => over)).toBe(true);
    expect(all.findIndex(({ name }) => name?.includes('Your choice'))).toBe(index ?? -1);
  });

  it('can be chosen again when the message that chose was thrown away', async () => {
    const { box, client } = show('quick_replies');
    box.querySelector<HTMLButtonElement>('button.action')!.click();
    await drawn();
    expect(buttons(box)[0]?.over).toBe(true);
    client.set({ messages: client.messages.filter(({ from }) => from !== 'user') });
    await drawn();
    expect(buttons(box)[0]).toEqual({ name: 'In the sun', over: false });
  });
});

describe('buttons', () => {
  it('stay in use, with the last choice marked', () => {
    const { box } = show('button', 'By bicycle');
    expect(buttons(box)).toEqual([
      { name: 'By bicycle (Your choice)', over: false },
      { name: 'I collect it', over: false },
      { name: 'Opening hours', over: false },
    ]);
  });
});

describe('a language', () => {
  it('that is not here is waited for with the words of the message', async () => {
    const { createI18n } = await import('../../../../src/widget/i18n/i18n.js');
    const { catalogueOf } = await import('../../../../src/widget/i18n/catalogues.js');
    const i18n = createI18n('de', await catalogueOf('de'));
    const { box } = drawPart(
      partOf(templateFixture('quick_replies')),
      'Where will it stand?',
      [message('In the sun', { from: 'user' })],
      i18n,
    );
    expect(box.querySelector('[aria-busy]')?.textContent).toBe('Where will it stand?');
    await expect.poll(() => box.querySelector('[aria-busy]')).toBeNull();
    expect(buttons(box)[0]?.name).toBe('In the sun (Ihre Wahl)');
  });
});
