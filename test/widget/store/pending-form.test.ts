import { describe, expect, it } from 'vitest';
import { pendingForm } from '../../../src/widget/store/pending-form.js';
import { templateFixture } from '../../fixtures/templates/template-fixtures.js';
import { partOf } from '../../support/draw-part.js';
import { message } from '../../support/fake-chat-client.js';

const sent = (file: string, name = file) => message(file, { components: [partOf(templateFixture(file, name))] });

describe('pendingForm', () => {
  it.each([['form_template'], ['otpValidationTemplate'], ['resetPinTemplate'], ['digital-form', 'digital form']])(
    'is %s, while it is the newest message',
    (file, name = file) => {
      const form = sent(file, name);
      expect(pendingForm([message('before'), form])).toBe(form.id);
      expect(pendingForm([form, message('left', { from: 'system' })])).toBe(form.id);
      expect(pendingForm([form, message('my answer', { from: 'user' })])).toBeUndefined();
      expect(pendingForm([form, message('something else')])).toBeUndefined();
    },
  );

  it.each(['button', 'quick_replies', 'feedbackTemplate', 'dateTemplate'])(
    'is not %s, which a text may answer',
    (file) => {
      const [name] = file === 'feedbackTemplate' ? ['feedback star'] : [file];
      expect(pendingForm([sent(file, name)])).toBeUndefined();
    },
  );

  it('is not a form that cannot be opened', () => {
    const form = message('form', { components: [{ type: 'form', formLink: 'javascript:alert(1)' }] });
    expect(pendingForm([form])).toBeUndefined();
  });

  it("is undefined without messages, and never the user's own message", () => {
    expect(pendingForm([])).toBeUndefined();
    expect(pendingForm([{ ...sent('form_template'), from: 'user' }])).toBeUndefined();
  });
});
