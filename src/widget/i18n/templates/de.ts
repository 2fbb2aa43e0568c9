import type { TemplateWords } from '../template-words.js';

export const words: TemplateWords = {
  choices: 'Auswahl',
  chosen: 'Ihre Wahl',
  showMore: 'Mehr anzeigen',
  showLess: 'Weniger anzeigen',
  close: 'Schließen',
  slides: 'Karten',
  previous: 'Zurück',
  next: 'Weiter',
  moreActions: 'Weitere Aktionen',
  search: 'Suchen',
  sort: 'Nach Namen sortieren',
  nothingFound: 'Nichts gefunden.',
  confirm: 'Bestätigen',
  createdOn: (date) => `Erstellt: ${date}`,
  updatedOn: (date) => `Geändert: ${date}`,
  sources: 'Quellen',
  like: 'Gut',
  dislike: 'Nicht gut',
};
