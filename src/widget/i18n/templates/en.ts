import type { TemplateWords } from '../template-words.js';

export const words: TemplateWords = {
  choices: 'Choices',
  chosen: 'Your choice',
  showMore: 'Show more',
  showLess: 'Show less',
  close: 'Close',
  like: 'Good',
  dislike: 'Not good',
};
