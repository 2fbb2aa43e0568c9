import type { TemplateWords } from '../template-words.js';

export const words: TemplateWords = {
  choices: 'Auswahl',
  chosen: 'Ihre Wahl',
  showMore: 'Mehr anzeigen',
  showLess: 'Weniger anzeigen',
  close: 'Schließen',
  like: 'Gut',
  dislike: 'Nicht gut',
};
