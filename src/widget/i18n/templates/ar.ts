import type { TemplateWords } from '../template-words.js';

export const words: TemplateWords = {
  choices: 'الخيارات',
  chosen: 'اختيارك',
  showMore: 'عرض المزيد',
  showLess: 'عرض أقل',
  close: 'إغلاق',
  like: 'جيد',
  dislike: 'غير جيد',
};
