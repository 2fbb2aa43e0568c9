import { describe, expect, it } from 'vitest';
import { isChosen, toAction, toActions } from '../../../src/widget/templates/to-action.js';

const body = (raw: object, templateType = 'button') => {
  const action = toAction({ title: 'T', type: 'postback', ...raw }, templateType);
  return action?.kind === 'send' ? action.input.payload : undefined;
};

describe('toAction', () => {
  it('sends the payload and shows the title', () => {
    expect(toAction({ type: 'postback', title: 'Yes, please', payload: 'yes' }, 'button')).toEqual({
      kind: 'send',
      title: 'Yes, please',
      input: { payload: 'yes', renderText: 'Yes, please' },
    });
  });

  it.each([
    ['button', { payload: 'p', value: 'v' }, 'p'],
    ['button', { value: 'v' }, 'v'],
    ['button', { payload: '', value: 0 }, '0'],
    ['button', {}, 'T'],
    ['list', { value: 'v' }, 'T'],
    ['listView', { payload: 'p' }, 'T'],
    ['listWidget', { payload: 'p' }, 'p'],
    ['tableList', { value: 'v' }, 'T'],
    ['cardTemplate', { value: 'v' }, 'v'],
  ])('reads the body of %s from the same field as the platform’s own client: %j', (templateType, raw, sent) => {
    expect(body(raw, templateType)).toBe(sent);
  });

  it('sends an object payload as an object', () => {
    expect(body({ payload: { intent: 'order', id: 7 } })).toEqual({ intent: 'order', id: 7 });
  });

  it('reads content_type of quick replies, and treats a missing type as a postback in templates with buttons only', () => {
    expect(toAction({ content_type: 'text', title: 'T', payload: 'p' }, 'quick_replies')?.kind).toBe('send');
    expect(toAction({ title: 'T', payload: 'p' }, 'quick_replies')?.kind).toBe('send');
    expect(toAction({ title: 'Submit' }, 'multi_select')).toBeUndefined();
  });

  it.each([
    ['button', { url: 'https://a.example' }, 'https://a.example/'],
    ['list', { fallback_url: 'a.example' }, 'https://a.example/'],
    ['cardTemplate', { value: 'https://a.example', url: 'https://b.example' }, 'https://a.example/'],
    ['tableList', { link: 'https://a.example' }, 'https://a.example/'],
  ])('reads the address of %s', (templateType, raw, href) => {
    for (const type of ['url', 'web_url']) {
      expect(toAction({ type, title: 'T', ...raw }, templateType)).toEqual({ kind: 'open', title: 'T', href });
    }
  });

  it.each([
    { type: 'url', title: 'T', url: 'javascript:alert(1)' },
    { type: 'web_url', title: 'T', url: '/local' },
    { type: 'web_url', title: 'T' },
    { type: 'postback', payload: 'p' },
    { type: 'postback', title: ' ', payload: 'p' },
    { type: 'postback', title: { text: 'T' }, payload: 'p' },
    { type: 'submit', title: 'T' },
    { type: 'slider', title: 'T' },
    null,
    'text',
    ['a'],
  ])('returns undefined for %j', (raw) => {
    expect(toAction(raw, 'button')).toBeUndefined();
  });

  it('truncates an overlong title for display and sends it in full', () => {
    const title = 'x'.repeat(5000);
    const action = toAction({ type: 'postback', title, payload: 'p' }, 'button');
    expect(action?.title.length).toBeLessThan(300);
    expect(action).toMatchObject({ input: { renderText: title } });
  });
});

describe('a missing title', () => {
  it('is replaced by the title of the row', () => {
    expect(toAction({ type: 'web_url', url: 'https://a.example' }, 'list', 'Monstera')).toMatchObject({
      title: 'Monstera',
    });
    expect(toAction({ type: 'postback', payload: 'p', title: '' }, 'list', 'Monstera')).toMatchObject({
      title: 'Monstera',
      input: { payload: 'p', renderText: 'Monstera' },
    });
  });
});

describe('the text that is shown as the message', () => {
  it.each(['listWidget', 'advancedListTemplate', 'advancedMultiListTemplate'])('is renderMessage in %s', (type) => {
    const raw = { type: 'postback', title: 'Done', payload: 'p', renderMessage: 'It is done' };
    expect(toAction(raw, type)).toMatchObject({ title: 'Done', input: { payload: 'p', renderText: 'It is done' } });
    expect(toAction(raw, 'button')).toMatchObject({ input: { renderText: 'Done' } });
  });
});

describe('actions of the branding', () => {
  it('have their body and address in `value`', () => {
    expect(toAction({ type: 'postback', title: 'T', value: 'v', payload: 'p' }, 'branding')).toMatchObject({
      input: { payload: 'v', renderText: 'T' },
    });
    expect(toAction({ type: 'url', title: 'T', value: 'https://a.example' }, 'branding')).toMatchObject({
      href: 'https://a.example/',
    });
  });
});

describe('toActions', () => {
  it('leaves out actions that do nothing', () => {
    expect(toActions([null, { title: 'A', type: 'postback' }, { title: 'B', type: 'submit' }], 'list')).toHaveLength(1);
    expect(toActions(undefined, 'list')).toEqual([]);
  });
});

describe('isChosen', () => {
  const action = toAction({ type: 'postback', title: 'Yes', payload: 'yes_1' }, 'button')!;
  const rich = toAction({ type: 'postback', title: 'Yes', payload: { id: 7 } }, 'button')!;
  const link = toAction({ type: 'url', title: 'Yes', url: 'https://a.example' }, 'button')!;

  it.each([
    [action, 'Yes', true],
    [action, ' Yes ', true],
    // The history may hold only the payload.
    [action, 'yes_1', true],
    [rich, '{"id":7}', true],
    [action, 'No', false],
    [action, undefined, false],
    [link, 'Yes', false],
  ])('%#', (of, answer, chosen) => {
    expect(isChosen(of, answer)).toBe(chosen);
  });
});
