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
  it('are disabled once one is chosen, mark the choice and keep the focus', async () => {
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
    ['its payload', 'place_shade', 1],
    ['another text', 'on the balcony', undefined],
  ])('mark the answer from the history by %s', (_, answer, index) => {
    const { box } = show('quick_replies', answer);
    const all = buttons(box);
    expect(all.every(({ over }) => over)).toBe(true);
    expect(all.findIndex(({ name }) => name?.includes('Your choice'))).toBe(index ?? -1);
  });

  describe('above the composer', () => {
    const above = (box: Element) => (box.getRootNode() as ShadowRoot).querySelector('.above-composer');
    const part = partOf(templateFixture('quick_replies', 'quick_replies above'));
    const start = (...later: ReturnType<typeof message>[]) => {
      const composer = document.createElement('form');
      composer.className = 'composer';
      composer.append(document.createElement('textarea'));
      return { composer, ...drawPart(part, '', later, undefined, (root) => root.append(composer)) };
    };

    it('stay there until one is chosen, which is then marked in the message', async () => {
      const { box, client, composer } = start();
      expect(composer.previousElementSibling).toBe(above(box));
      expect(buttons(above(box)!).map(({ name }) => name)).toContain('Up to € 30');
      expect(buttons(box)).toEqual([]);
      above(box)!.querySelectorAll('button')[1]!.click();
      await drawn();
      expect(client.sent).toEqual([{ payload: 'price_30', renderText: 'Up to € 30' }]);
      expect(above(box)).toBeNull();
      expect(buttons(box)[1]).toEqual({ name: 'Up to € 30 (Your choice)', over: true });
    });

    it('stay there until the next message', async () => {
      const { box, client } = start();
      client.receive(message('Anything else?'));
      await drawn();
      expect(above(box)).toBeNull();
      expect(buttons(box)[0]).toEqual({ name: 'Up to € 10', over: false });
    });

    it('are removed with the message', () => {
      const { box, remove, composer } = start();
      const root = box.getRootNode() as ShadowRoot;
      expect(above(box)).not.toBeNull();
      remove();
      expect(root.querySelector('.above-composer')).toBeNull();
      expect(root.contains(composer)).toBe(true);
    });

    it('are drawn in the message if there is no composer', async () => {
      const { box } = drawPart(part);
      await drawn();
      expect(buttons(box).map(({ name }) => name)).toContain('Up to € 30');
    });
  });

  it('can be chosen again after the answer was discarded', async () => {
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
  it('stay enabled, with the last choice marked', () => {
    const { box } = show('button', 'By bicycle');
    expect(buttons(box)).toEqual([
      { name: 'By bicycle (Your choice)', over: false },
      { name: 'I collect it', over: false },
      { name: 'Opening hours', over: false },
    ]);
  });
});

describe('strings of a language', () => {
  it('show the text of the message until they have loaded', async () => {
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
