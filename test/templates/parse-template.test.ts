import { describe, expect, it } from 'vitest';
import type { TemplatePayload } from '../../src/protocol/templates/index.js';
import { isTemplate, parseTemplate } from '../../src/templates/index.js';

describe('parseTemplate', () => {
  it('returns the fields of a known template with their documented types', () => {
    const raw = {
      template_type: 'button',
      text: 'Which?',
      buttons: [{ title: 'One', type: 'postback', payload: '1' }, 7],
    };
    const template = parseTemplate(raw as unknown as TemplatePayload);
    expect(template).toMatchObject({ template_type: 'button', text: 'Which?', raw });
    if (!template || !isTemplate(template, 'button')) throw new Error('a button was expected');
    expect(template.buttons.map(({ title }) => title)).toEqual(['One']);
  });

  it.each([
    { template_type: 'weather', degrees: 7 },
    { template_type: 'constructor' },
    {},
    null,
    undefined,
    'button',
    7,
    [],
  ])('returns undefined for %j, whose type is unknown', (payload) => {
    expect(parseTemplate(payload as never)).toBeUndefined();
  });

  it('accepts a payload with any damage', () => {
    for (const type of ['button', 'carousel', 'table', 'quick_replies', 'form_template', 'piechart', 'cardTemplate']) {
      for (const damage of [null, 7, '', [], {}, { a: { b: [null] } }]) {
        const payload = { template_type: type, text: damage, elements: damage, buttons: damage, formFields: damage };
        expect(parseTemplate(payload as never)).toMatchObject({ template_type: type });
      }
    }
  });
});
