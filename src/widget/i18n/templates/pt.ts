import type { TemplateWords } from '../template-words.js';

export const words: TemplateWords = {
  choices: 'Opções',
  chosen: 'A sua escolha',
  showMore: 'Mostrar mais',
  showLess: 'Mostrar menos',
  close: 'Fechar',
  like: 'Bom',
  dislike: 'Mau',
};
