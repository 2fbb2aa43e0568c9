import { describe, expect, expectTypeOf, it } from 'vitest';
import { isTemplate } from '../../src/protocol/is-template.js';
import type {
  Action,
  ButtonTemplate,
  CardTemplate,
  DetailsCard,
  KnownTemplate,
  ModernCard,
  PlainCards,
  QuickRepliesTemplate,
  StackedCarousel,
  TemplateOf,
  TemplatePayload,
  UnknownTemplate,
} from '../../src/protocol/templates/index.js';

const button: TemplatePayload = { template_type: 'button', text: 'Pick', buttons: [{ title: 'A', payload: 'a' }] };

describe('isTemplate', () => {
  it('narrows a payload to one template', () => {
    const payload = button as TemplatePayload;
    expect(isTemplate(payload, 'list')).toBe(false);
    if (!isTemplate(payload, 'button')) throw new Error('a button was expected');
    expectTypeOf(payload).toEqualTypeOf<ButtonTemplate>();
    expectTypeOf(payload.buttons).toEqualTypeOf<Action[]>();
  });

  it('accepts only the names of known templates', () => {
    // @ts-expect-error: a typing error must not compile
    expect(isTemplate(button, 'buttons')).toBe(false);
  });
});

describe('TemplatePayload', () => {
  it('is discriminated by template_type once UnknownTemplate is excluded', () => {
    const read = (payload: KnownTemplate) => {
      switch (payload.template_type) {
        case 'button':
          expectTypeOf(payload).toEqualTypeOf<ButtonTemplate>();
          return payload.buttons.length;
        case 'feedbackTemplate':
          if (payload.view !== 'star') return -1;
          expectTypeOf(payload.starArrays).not.toBeUnknown();
          return payload.starArrays?.length;
        default:
          return 0;
      }
    };
    expect(read(button as KnownTemplate)).toBe(1);
  });

  it('discriminates variants of a template by their own fields', () => {
    const read = (card: CardTemplate) => {
      if (card.cardViewType === 'modern') return expectTypeOf(card).toEqualTypeOf<ModernCard>();
      if (card.cardViewType === 'details') return expectTypeOf(card).toEqualTypeOf<DetailsCard>();
      return expectTypeOf(card).toEqualTypeOf<PlainCards>();
    };
    expect(() => read({ template_type: 'cardTemplate', cards: [] })).not.toThrow();
    const carousel = { template_type: 'carousel', elements: [] } as TemplateOf<'carousel'>;
    if (carousel.carousel_type === 'stacked') expectTypeOf(carousel).toEqualTypeOf<StackedCarousel>();
  });

  it('finds a template with two names by either name', () => {
    expectTypeOf<TemplateOf<'quick_replies'>>().toEqualTypeOf<QuickRepliesTemplate>();
    expectTypeOf<TemplateOf<'quick_replies_welcome'>>().toEqualTypeOf<QuickRepliesTemplate>();
    expectTypeOf<TemplateOf<'button'>>().toEqualTypeOf<ButtonTemplate>();
  });

  it('accepts unknown templates', () => {
    const tomorrow = { template_type: 'hologram', beam: 3 } satisfies TemplatePayload;
    expectTypeOf(tomorrow).toExtend<UnknownTemplate>();
  });

  it('includes every documented template', () => {
    // docs/protocol.md §6.2–6.5 and the special ones of §4.2.
    const documented =
      'button quick_replies quick_replies_welcome list listView carousel cardTemplate dropdown_template multi_select advanced_multi_select radioOptionTemplate taskPickerTemplate feedbackTemplate form_template otpValidationTemplate resetPinTemplate dateTemplate daterange clockTemplate table custom_table mini_table tableList piechart barchart linechart listWidget advancedListTemplate advancedMultiListTemplate articleTemplate checkListTemplate answerTemplate search live_agent SYSTEM wait_for_response like_dislike start_timer session_end conversation_end hidden_dialog iframe' as const;
    type Words<Text extends string> = Text extends `${infer Word} ${infer Rest}` ? Word | Words<Rest> : Text;
    expectTypeOf<KnownTemplate['template_type']>().toEqualTypeOf<Words<typeof documented>>();
  });
});
