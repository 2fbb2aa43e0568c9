import { type Action, action, type Choice, choice } from './action.js';
import { count, flag, list, named, object, type Reader, template, text, verbatim } from './read-fields.js';
import type { TemplateBase } from './template-base.js';

/** Several lists of options. Sends `Here are selected items: v1,v2` (docs/protocol.md §6.3). */
export interface AdvancedMultiSelectTemplate extends TemplateBase {
  template_type: 'advanced_multi_select';
  heading?: string;
  description?: string;
  sliderView?: boolean;
  showViewMore?: boolean;
  /** Number of collections that are shown before "more". */
  limit?: number;
  elements: { collectionTitle?: string; collection: (Choice & { image_url?: string })[] }[];
  /** The first one submits. */
  buttons: Action[];
}

const illustrated: Reader<Choice & { image_url?: string }> = (value) => {
  const read = choice(value);
  return read && { ...read, ...picture(value) };
};

const picture = object<{ image_url?: string }>({}, { image_url: verbatim });

export const parseAdvancedMultiSelect = template<AdvancedMultiSelectTemplate>(
  {
    template_type: named('advanced_multi_select'),
    elements: list(object({ collection: list(illustrated) }, { collectionTitle: text })),
    buttons: list(action),
  },
  { heading: text, description: text, sliderView: flag, showViewMore: flag, limit: count },
);
