import type { TemplateWords } from '../template-words.js';

export const words: TemplateWords = {
  choices: 'विकल्प',
  chosen: 'आपका चुनाव',
  showMore: 'और दिखाएँ',
  showLess: 'कम दिखाएँ',
  close: 'बंद करें',
  like: 'अच्छा',
  dislike: 'अच्छा नहीं',
};
