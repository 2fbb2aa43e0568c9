import type { TemplateWords } from '../template-words.js';

export const words: TemplateWords = {
  choices: 'الخيارات',
  chosen: 'اختيارك',
  showMore: 'عرض المزيد',
  showLess: 'عرض أقل',
  close: 'إغلاق',
  slides: 'بطاقات',
  previous: 'السابق',
  next: 'التالي',
  moreActions: 'إجراءات أخرى',
  search: 'بحث',
  sort: 'ترتيب حسب الاسم',
  nothingFound: 'لم يُعثر على شيء.',
  confirm: 'تأكيد',
  createdOn: (date) => `أُنشئ: ${date}`,
  updatedOn: (date) => `حُدّث: ${date}`,
  sources: 'المصادر',
  like: 'جيد',
  dislike: 'غير جيد',
};
