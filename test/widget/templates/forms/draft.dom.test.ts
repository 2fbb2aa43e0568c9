import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { richText } from '../../../../src/widget/rich-text/load-rich-text.js';
import { templateFixture } from '../../../fixtures/templates/template-fixtures.js';
import { drawn } from '../../../support/chat-page.js';
import { drawPart, loadChunk, partOf } from '../../../support/draw-part.js';
import { message } from '../../../support/fake-chat-client.js';

const partFor = (file: string, name = file) => partOf(templateFixture(file, name));

/** Types into the fields of a drawn part, one text per field. */
async function fill(box: ParentNode, ...values: string[]): Promise<void> {
  const inputs = [...box.querySelectorAll('input')];
  for (const [index, value] of values.entries()) {
    inputs[index]!.value = value;
    inputs[index]!.dispatchEvent(new Event('input', { bubbles: true }));
  }
  await drawn();
}

const valuesIn = (box: ParentNode) => [...box.querySelectorAll('input')].map(({ value }) => value);

beforeAll(async () => {
  await richText.load();
  await loadChunk(partFor('form_template'));
});
afterEach(() => document.body.replaceChildren());

describe('a form', () => {
  it('keeps its draft when it is unmounted, except for secrets', async () => {
    const part = partFor('form_template');
    const first = drawPart(part);
    await fill(first.box, 'Sun Lane 1', 'me@example.com', 's3cret');
    first.remove();
    expect(valuesIn(drawPart(part).box)).toEqual(['Sun Lane 1', 'me@example.com', '']);
  });

  it('keeps no draft of a code', async () => {
    const part = partFor('otpValidationTemplate');
    const first = drawPart(part);
    await fill(first.box, '1234');
    first.remove();
    expect(valuesIn(drawPart(part).box)).toEqual(['']);
  });

  it('sends a code as a secret and clears the field', async () => {
    const { box, client } = drawPart(partFor('otpValidationTemplate'));
    await fill(box, ' 12-34 ');
    box.querySelector('form')!.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
    await drawn();
    expect(client.sent).toEqual([{ payload: '#1234#', renderText: '****', secret: true }]);
    expect(valuesIn(box)).toEqual(['****']);
  });

  it('is empty after it was cancelled', async () => {
    const { box, client } = drawPart(partFor('form_template'));
    await fill(box, 'Sun Lane 1', 'me@example.com', 's3cret');
    const cancel = [...box.querySelectorAll('button')].find(({ textContent }) => textContent === 'Not now')!;
    cancel.click();
    await drawn();
    expect(valuesIn(box)).toEqual(['', '', '']);
    expect(client.sent).toEqual([]);
  });

  it.each([
    [
      'form_template',
      '{"street":"Sun Lane 1","email":"me@example.com","code":"######"}',
      ['Sun Lane 1', 'me@example.com', '######'],
    ],
    ['otpValidationTemplate', '****', ['****']],
    ['resetPinTemplate', '****', ['****', '****']],
    ['dateTemplate', '05-11-2026', ['2026-11-05']],
    ['daterange', '2026-11-05 to 2026-12-06', ['2026-11-05', '2026-12-06']],
    ['clockTemplate', '02:05 PM', ['14:05']],
  ])('%s shows the answer %j and is disabled', (file, answer, values) => {
    const { box } = drawPart(partFor(file), '', [message(answer, { from: 'user' })]);
    expect(valuesIn(box)).toEqual(values);
    expect(box.querySelector('fieldset')!.disabled).toBe(true);
    expect(box.querySelector('button')).toBeNull();
  });
});

describe('a choice', () => {
  it.each([
    ['dropdown_template', 'Medium, 14 cm', ['Medium, 14 cm']],
    ['multi_select', 'Fertiliser,Care card', ['Fertiliser', 'Care card']],
    ['advanced_multi_select', 'Here are selected items: Pilea,Orchid', ['Pilea', 'Orchid']],
    ['radioOptionTemplate', 'A gift box', ['Gift box']],
  ])('of %s shows the answer %j', (file, answer, titles) => {
    const { box } = drawPart(partFor(file), '', [message(answer, { from: 'user' })]);
    const chosen = [...box.querySelectorAll<HTMLInputElement>('input:checked')].map(
      (input) => input.closest('label')!.querySelector('.ask-option-title')!.textContent,
    );
    const select = box.querySelector('select');
    expect(select ? [select.selectedOptions[0]!.textContent] : chosen).toEqual(titles);
  });

  it.each([
    ['feedback star', '4', '4 of 5 stars'],
    ['feedback emojis', 'Good', 'Good'],
    ['feedback nps', '9', '9'],
    ['feedback thumbs', 'No', 'No'],
  ])('of %s shows the answer %j', (name, answer, label) => {
    const { box } = drawPart(partFor('feedbackTemplate', name), '', [message(answer, { from: 'user' })]);
    const pressed = [...box.querySelectorAll('[aria-pressed=true]')];
    expect(pressed.map((each) => each.getAttribute('aria-label') ?? each.textContent)).toEqual([label]);
  });
});

describe('a card', () => {
  const own = (text: string) => message(text, { from: 'user' });
  const isOver = (box: ParentNode) => box.querySelector('fieldset')!.disabled;

  it.each([
    ['dropdown_template', 'Medium, 14 cm'],
    ['multi_select', 'Saucer'],
    ['radioOptionTemplate', 'A gift box'],
    ['form_template', '{"street":"Sun Lane 1","email":"me@example.com","code":"###"}'],
    ['otpValidationTemplate', '****'],
    ['resetPinTemplate', '****'],
    ['dateTemplate', '05-11-2026'],
    ['daterange', '2026-11-05 to 2026-12-06'],
    ['clockTemplate', '02:05 PM'],
  ])('of %s stays enabled after other messages, until its answer arrives', (file, answer) => {
    const part = partFor(file);
    const question = drawPart(part, '', [own('What do you need it for?'), own('otp_resend')]);
    expect(isOver(question.box)).toBe(false);
    question.remove();
    expect(isOver(drawPart(part, '', [own('What do you need it for?'), own(answer)]).box)).toBe(true);
  });

  it('of smileys does not take a number as its answer, which may belong to another scale', () => {
    expect(isOver(drawPart(partFor('feedbackTemplate', 'feedback emojis'), '', [own('4')]).box)).toBe(false);
  });

  it('is disabled when its answer is sent, even if another card was answered before', async () => {
    const { box, client } = drawPart(partFor('feedbackTemplate', 'feedback star'), '', [own('By bicycle')]);
    expect(isOver(box)).toBe(false);
    client.receive(own('4'));
    await drawn();
    expect(isOver(box)).toBe(true);
    expect(box.querySelector('[aria-pressed=true]')!.getAttribute('aria-label')).toBe('4 of 5 stars');
  });
});
