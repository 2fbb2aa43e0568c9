import type { TemplateWords } from '../template-words.js';

export const words: TemplateWords = {
  choices: 'Opciones',
  chosen: 'Su elección',
  showMore: 'Mostrar más',
  showLess: 'Mostrar menos',
  close: 'Cerrar',
  slides: 'Tarjetas',
  previous: 'Anterior',
  next: 'Siguiente',
  moreActions: 'Más acciones',
  search: 'Buscar',
  sort: 'Ordenar por nombre',
  nothingFound: 'No se ha encontrado nada.',
  confirm: 'Confirmar',
  createdOn: (date) => `Creado: ${date}`,
  updatedOn: (date) => `Actualizado: ${date}`,
  sources: 'Fuentes',
  like: 'Bien',
  dislike: 'Mal',
};
