import type { TemplateWords } from '../template-words.js';

export const words: TemplateWords = {
  choices: 'विकल्प',
  chosen: 'आपका चुनाव',
  showMore: 'और दिखाएँ',
  showLess: 'कम दिखाएँ',
  close: 'बंद करें',
  slides: 'कार्ड',
  previous: 'पिछला',
  next: 'अगला',
  moreActions: 'और कार्रवाइयाँ',
  search: 'खोजें',
  sort: 'नाम से क्रमित करें',
  nothingFound: 'कुछ नहीं मिला।',
  confirm: 'पुष्टि करें',
  createdOn: (date) => `बनाया गया: ${date}`,
  updatedOn: (date) => `अपडेट किया गया: ${date}`,
  sources: 'स्रोत',
  like: 'अच्छा',
  dislike: 'अच्छा नहीं',
};
