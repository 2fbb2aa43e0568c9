import type { TemplateWords } from '../template-words.js';

export const words: TemplateWords = {
  choices: 'Choices',
  chosen: 'Your choice',
  showMore: 'Show more',
  showLess: 'Show less',
  close: 'Close',
  slides: 'Cards',
  previous: 'Previous',
  next: 'Next',
  moreActions: 'More actions',
  search: 'Search',
  sort: 'Sort by name',
  nothingFound: 'Nothing was found.',
  confirm: 'Confirm',
  createdOn: (date) => `Created ${date}`,
  updatedOn: (date) => `Updated ${date}`,
  sources: 'Sources',
  like: 'Good',
  dislike: 'Not good',
};
