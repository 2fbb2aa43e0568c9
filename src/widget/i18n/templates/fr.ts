import type { TemplateWords } from '../template-words.js';

export const words: TemplateWords = {
  choices: 'Choix',
  chosen: 'Votre choix',
  showMore: 'Afficher plus',
  showLess: 'Afficher moins',
  close: 'Fermer',
  slides: 'Cartes',
  previous: 'Précédent',
  next: 'Suivant',
  moreActions: 'Autres actions',
  search: 'Rechercher',
  sort: 'Trier par nom',
  nothingFound: 'Aucun résultat.',
  confirm: 'Confirmer',
  createdOn: (date) => `Créé : ${date}`,
  updatedOn: (date) => `Mis à jour : ${date}`,
  sources: 'Sources',
  like: 'Bien',
  dislike: 'Pas bien',
};
