import type { TemplateWords } from '../template-words.js';

export const words: TemplateWords = {
  choices: 'Opções',
  chosen: 'A sua escolha',
  showMore: 'Mostrar mais',
  showLess: 'Mostrar menos',
  close: 'Fechar',
  slides: 'Cartões',
  previous: 'Anterior',
  next: 'Seguinte',
  moreActions: 'Mais ações',
  search: 'Procurar',
  sort: 'Ordenar por nome',
  nothingFound: 'Nada encontrado.',
  confirm: 'Confirmar',
  createdOn: (date) => `Criado: ${date}`,
  updatedOn: (date) => `Atualizado: ${date}`,
  sources: 'Fontes',
  like: 'Bom',
  dislike: 'Mau',
};
