import type { TemplateBase } from './template-base.js';

interface FeedbackBase extends TemplateBase {
  template_type: 'feedbackTemplate';
  sliderView?: boolean;
  /** Shown after the choice. Spelt so on the wire. */
  messageTodisplay?: string;
}

/** Sends the number of stars as text. */
export interface StarFeedback extends FeedbackBase {
  view: 'star';
  starArrays?: { starId?: string | number; value: string | number }[];
}

/** Sends the value, shows `reviewText`. */
export interface SmileyFeedback extends FeedbackBase {
  view: 'emojis' | 'CSAT';
  smileyArrays?: { smileyId?: string | number; value: string | number; reviewText?: string }[];
}

/** Sends and shows the number. */
export interface NumberFeedback extends FeedbackBase {
  view: 'NPS';
  numbersArrays?: { numberId: string | number; value?: string | number; color?: string }[];
}

/** Sends the value, shows `reviewText`. */
export interface ThumbFeedback extends FeedbackBase {
  view: 'ThumbsUpDown';
  /** Spelt so on the wire. */
  thumpsUpDownArrays?: { thumpUpId?: string | number; value: string | number; reviewText?: string }[];
}

/** How it was, on a scale; `view` tells which (protocol.md §6.3). */
export type FeedbackTemplate = StarFeedback | SmileyFeedback | NumberFeedback | ThumbFeedback;
