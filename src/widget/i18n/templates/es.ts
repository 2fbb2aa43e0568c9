import type { TemplateWords } from '../template-words.js';

export const words: TemplateWords = {
  choices: 'Opciones',
  chosen: 'Su elección',
  showMore: 'Mostrar más',
  showLess: 'Mostrar menos',
  close: 'Cerrar',
  like: 'Bien',
  dislike: 'Mal',
};
