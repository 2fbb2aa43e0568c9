import { describe, expect, it } from 'vitest';
import type { FormTemplate } from '../../../../src/protocol/templates/index.js';
import { answeredValues, formInput, inputType } from '../../../../src/widget/templates/forms/form-input.js';

const form = (...formFields: FormTemplate['formFields']): FormTemplate => ({
  template_type: 'form_template',
  formFields,
});

describe('formInput', () => {
  it('sends JSON by key if every field has a key', () => {
    const { payload, renderText, secret } = formInput(
      form({ type: 'text', key: 'street' }, { type: 'email', key: 'mail' }),
      ['Sun "Lane" 1', 'a@b.example'],
    );
    expect(payload).toBe('{"street":"Sun \\"Lane\\" 1","mail":"a@b.example"}');
    expect(renderText).toBe(payload);
    expect(secret).toBeUndefined();
  });

  it('joins the values by commas if a key is missing', () => {
    expect(formInput(form({ type: 'text', key: 'a' }, { type: 'text' }), ['1', '2'])).toEqual({
      payload: '1,2',
      renderText: '1,2',
    });
  });

  it('masks passwords and fields with a reduction character, and marks the message as secret', () => {
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

  it('accepts any key, such as __proto__', () => {
    expect(formInput(form({ type: 'text', key: '__proto__' }), ['x']).payload).toBe('{"__proto__":"x"}');
  });
});

describe('answeredValues', () => {
  it('parses what the form has sent', () => {
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
  ])('maps %s to the field type %s', (type, expected) => {
    expect(inputType({ type })).toBe(expected);
  });
});
