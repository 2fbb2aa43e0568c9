import type { TemplateWords } from '../template-words.js';

export const words: TemplateWords = {
  choices: 'Choix',
  chosen: 'Votre choix',
  showMore: 'Afficher plus',
  showLess: 'Afficher moins',
  close: 'Fermer',
  like: 'Bien',
  dislike: 'Pas bien',
};
