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

  describe('that are to stand above the field', () => {
    const above = (box: Element) => (box.getRootNode() as ShadowRoot).querySelector('.above-composer');
    const part = partOf(templateFixture('quick_replies', 'quick_replies above'));
    const start = (...later: ReturnType<typeof message>[]) => {
      const composer = document.createElement('form');
      composer.className = 'composer';
      composer.append(document.createElement('textarea'));
      return { composer, ...drawPart(part, '', later, undefined, (root) => root.append(composer)) };
    };

    it('do so until something is chosen, which is marked in the message', async () => {
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

    it('do so until anything else is said', async () => {
      const { box, client } = start();
      client.receive(message('Anything else?'));
      await drawn();
      expect(above(box)).toBeNull();
      expect(buttons(box)[0]).toEqual({ name: 'Up to € 10', over: false });
    });

    it('leave nothing behind', () => {
      const { box, remove, composer } = start();
      const root = box.getRootNode() as ShadowRoot;
      expect(above(box)).not.toBeNull();
      remove();
      expect(root.querySelector('.above-composer')).toBeNull();
      expect(root.contains(composer)).toBe(true);
    });

    it('stand in the message where there is no field', async () => {
      const { box } = drawPart(part);
      await drawn();
      expect(buttons(box).map(({ name }) => name)).toContain('Up to € 30');
    });
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
