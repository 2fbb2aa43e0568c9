import { describe, expect, it } from 'vitest';
import type { FormTemplate } from '../../../../src/protocol/templates/index.js';
import { answeredValues, formInput, inputType } from '../../../../src/widget/templates/forms/form-input.js';

const form = (...formFields: FormTemplate['formFields']): FormTemplate => ({
  template_type: 'form_template',
  formFields,
});

describe('formInput', () => {
  it('sends JSON by key where every field has one', () => {
    const { payload, renderText, secret } = formInput(
      form({ type: 'text', key: 'street' }, { type: 'email', key: 'mail' }),
      ['Sun "Lane" 1', 'a@b.example'],
    );
    expect(payload).toBe('{"street":"Sun \\"Lane\\" 1","mail":"a@b.example"}');
    expect(renderText).toBe(payload);
    expect(secret).toBeUndefined();
  });

  it('joins the values by commas where a key is missing', () => {
    expect(formInput(form({ type: 'text', key: 'a' }, { type: 'text' }), ['1', '2'])).toEqual({
      payload: '1,2',
      renderText: '1,2',
    });
  });

  it('masks passwords and what the bot calls personal, each with its character, and keeps them secret', () => {
    const fields = form(
      { type: 'password', key: 'a' },
      { type: 'text', key: 'b', piiReductionChar: '#' },
      { type: 'text', key: 'c' },
    );
    expect(formInput(fields, ['s3cret', '👍2', 'open'])).toEqual({
      payload: '{"a":"s3cret","b":"👍2","c":"open"}',
      renderText: '{"a":"******","b":"##","c":"open"}',
      secret: true,
    });
  });

  it('takes a key for a key, whatever it is called', () => {
    expect(formInput(form({ type: 'text', key: '__proto__' }), ['x']).payload).toBe('{"__proto__":"x"}');
  });
});

describe('answeredValues', () => {
  it('reads what the form has sent', () => {
    const byKey = form({ type: 'text', key: 'a' }, { type: 'text', key: 'b' });
    expect(answeredValues(byKey, '{"a":"1","b":"2"}')).toEqual(['1', '2']);
    expect(answeredValues(form({ type: 'text' }, { type: 'text' }), '1,2')).toEqual(['1', '2']);
  });

  it.each(['hello', '{"a":"1"}', '{"a":1,"b":2}', 'null', '[1]', ''])('finds nothing in %j', (answer) => {
    expect(answeredValues(form({ type: 'text', key: 'a' }, { type: 'text', key: 'b' }), answer)).toBeUndefined();
  });
});

describe('inputType', () => {
  it.each([
    ['email', 'email'],
    ['PASSWORD', 'password'],
    ['file', 'text'],
    ['hidden', 'text'],
    ['image', 'text'],
    ['submit', 'text'],
    ['"><script>', 'text'],
  ])('makes of %s a field of type %s', (type, expected) => {
    expect(inputType({ type })).toBe(expected);
  });
});
