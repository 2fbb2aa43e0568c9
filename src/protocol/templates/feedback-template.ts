import { flag, list, named, object, oneOf, or, type Parsed, scalar, template, text } from './read-fields.js';
import type { TemplateBase } from './template-base.js';

interface FeedbackBase extends TemplateBase {
  template_type: 'feedbackTemplate';
  sliderView?: boolean;
  /** Shown after the choice. The platform's spelling. */
  messageTodisplay?: string;
}

/** Sends the number of stars as text. */
export interface StarFeedback extends FeedbackBase {
  view: 'star';
  starArrays?: { starId?: string | number; value: string | number }[];
}

/** Sends the value and shows `reviewText`. */
export interface SmileyFeedback extends FeedbackBase {
  view: 'emojis' | 'CSAT';
  smileyArrays?: { smileyId?: string | number; value: string | number; reviewText?: string }[];
}

/** Sends and shows the number. */
export interface NumberFeedback extends FeedbackBase {
  view: 'NPS';
  numbersArrays?: { numberId: string | number; value?: string | number; color?: string }[];
}

/** Sends the value and shows `reviewText`. */
export interface ThumbFeedback extends FeedbackBase {
  view: 'ThumbsUpDown';
  /** The platform's spelling. */
  thumpsUpDownArrays?: { thumpUpId?: string | number; value: string | number; reviewText?: string }[];
}

/** Asks for a rating on one of five scales, by `view` (docs/protocol.md §6.3). */
export type FeedbackTemplate = StarFeedback | SmileyFeedback | NumberFeedback | ThumbFeedback;

const shared = { sliderView: flag, messageTodisplay: text };
const template_type = named('feedbackTemplate');

const parseStars = template<StarFeedback>(
  { template_type, view: named('star') },
  { ...shared, starArrays: list(object({ value: scalar }, { starId: scalar })) },
);
const parseSmileys = template<SmileyFeedback>(
  { template_type, view: or(oneOf('emojis', 'CSAT'), 'emojis') },
  { ...shared, smileyArrays: list(object({ value: scalar }, { smileyId: scalar, reviewText: text })) },
);
const parseNumbers = template<NumberFeedback>(
  { template_type, view: named('NPS') },
  { ...shared, numbersArrays: list(object({ numberId: scalar }, { value: scalar, color: text })) },
);
const parseThumbs = template<ThumbFeedback>(
  { template_type, view: named('ThumbsUpDown') },
  { ...shared, thumpsUpDownArrays: list(object({ value: scalar }, { thumpUpId: scalar, reviewText: text })) },
);

const PARSERS = {
  star: parseStars,
  emojis: parseSmileys,
  CSAT: parseSmileys,
  NPS: parseNumbers,
  ThumbsUpDown: parseThumbs,
};

const readView = object<{ view?: FeedbackTemplate['view'] }>(
  {},
  { view: oneOf('star', 'emojis', 'CSAT', 'NPS', 'ThumbsUpDown') },
);

/** Parses the payload of a rating. An unknown `view` is shown as stars. */
export function parseFeedback(payload: unknown): Parsed<FeedbackTemplate> {
  return PARSERS[readView(payload)?.view ?? 'star'](payload);
}
