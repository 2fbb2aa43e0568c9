import type { Action, Choice } from './action.js';
import type { TemplateBase } from './template-base.js';

/** Several of several lists: sends `Here are selected items: v1,v2` (protocol.md §6.3). */
export interface AdvancedMultiSelectTemplate extends TemplateBase {
  template_type: 'advanced_multi_select';
  heading?: string;
  description?: string;
  sliderView?: boolean;
  showViewMore?: boolean;
  /** Collections shown before "more". */
  limit?: number;
  elements: { collectionTitle?: string; collection: (Choice & { image_url?: string })[] }[];
  /** The first one sends. */
  buttons: Action[];
}
