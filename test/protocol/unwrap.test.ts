import { describe, expect, expectTypeOf, it } from 'vitest';
import type { MessageComponent } from '../../src/protocol/component.js';
import { unwrap } from '../../src/protocol/unwrap.js';

const button = { template_type: 'button', text: 'Pick', buttons: [] };
const one = (component: unknown, body?: unknown) =>
  unwrap([{ component, ...(body !== undefined && { cInfo: { body } }) }]);

describe('unwrap', () => {
  it('returns empty content for empty items', () => {
    expect(unwrap([])).toEqual({ text: '', components: [] });
    expect(unwrap([{}, { component: null }, { cInfo: {} }, { cInfo: { body: '' } }])).toEqual({
      text: '',
      components: [],
    });
  });

  it('keeps spaces, because a stream may be split anywhere', () => {
    expect(unwrap([{ cInfo: { body: ' Hi.  ' } }]).text).toBe(' Hi.  ');
  });

  it('ignores the body of a template message', () => {
    expect(
      one({ type: 'template', payload: { template_type: 'table' } }, '{"type":"template","payload":{}}').text,
    ).toBe('');
    expect(one({ type: 'template', payload: { template_type: 'table' } }, 'Some text').text).toBe('');
  });

  it('unwraps at most eight levels', () => {
    const wrapped = (count: number) => {
      let value: unknown = button;
      for (let i = 0; i < count; i++) value = { type: 'template', payload: value };
      return value;
    };
    expect(one(wrapped(8)).components).toHaveLength(1);
    expect(one(wrapped(9))).toEqual({ text: '', components: [] });
    expect(one(wrapped(9), 'Shown instead').text).toBe('Shown instead');
  });

  it('finds the headline in the field of each template', () => {
    const text = (fields: object) => one({ template_type: 'x', ...fields }).text;
    expect(text({ text: 'T', heading: 'H', title: 'I' })).toBe('T');
    expect(text({ heading: 'H', title: 'I' })).toBe('H');
    expect(text({ text: '', title: 'I', description: 'D' })).toBe('I');
    expect(text({ text_message: 'When?' })).toBe('When?');
    expect(text({ description: 'D' })).toBe('D');
    expect(text({ text: { a: 1 } })).toBe('');
  });

  it('reads legacy answers, whose snippet is a text', () => {
    const snippet = { snippet_title: 'S', snippet_content: 'Short answer' };
    const panel = { center_panel: { type: 'extractive_model', data: [snippet] } };
    expect(one({ template_type: 'answerTemplate', answer_payload: panel }).text).toBe('Short answer');
  });

  it.each([
    '{"a":1}',
    '{}',
    '[1]',
    '123',
    'true',
    '{"text":"x","more":1}',
    '{"type":"order","payload":{"id":1}}',
    '{"type":"text"}',
    '{broken',
    '{&quot;a&quot;:1}',
  ])('does not unwrap a text that is other JSON: %s', (text) => {
    expect(unwrap([{ cInfo: { body: text } }])).toEqual({ text, components: [{ type: 'text', text }] });
  });

  it('does not change the payload', () => {
    const payload = { template_type: 'hologram', nested: { deep: [1, { x: null }] } };
    expect(one({ type: 'template', payload }).components).toEqual([
      { type: 'template', templateType: 'hologram', payload },
    ]);
  });

  it('falls back on the body for media without a URL', () => {
    expect(one({ type: 'image', payload: {} }, 'A view').text).toBe('A view');
    expect(one({ type: 'image' }, 'A view').components).toEqual([{ type: 'text', text: 'A view' }]);
    expect(one({ type: 'image' })).toEqual({ text: '', components: [] });
  });

  it('falls back on the template for a form without a link', () => {
    for (const formLink of [5, '', null]) {
      expect(one({ type: 'template', payload: button, formData: { formLink } }).components[0]?.type).toBe('template');
      expect(one({ formData: { formLink } })).toEqual({ text: '', components: [] });
    }
  });

  it('returns components that are discriminated by type', () => {
    const [part] = one(button).components;
    if (part?.type !== 'template') throw new Error('a template was expected');
    expectTypeOf(part).toEqualTypeOf<Extract<MessageComponent, { type: 'template' }>>();
    expect(part.payload).toEqual(button);
  });
});
