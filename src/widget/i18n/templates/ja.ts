import type { TemplateWords } from '../template-words.js';

export const words: TemplateWords = {
  choices: '選択肢',
  chosen: '選択した項目',
  showMore: 'もっと見る',
  showLess: '表示を減らす',
  close: '閉じる',
  slides: 'カード',
  previous: '前へ',
  next: '次へ',
  moreActions: 'その他の操作',
  search: '検索',
  sort: '名前順に並べる',
  nothingFound: '見つかりませんでした。',
  confirm: '確定',
  createdOn: (date) => `作成: ${date}`,
  updatedOn: (date) => `更新: ${date}`,
  sources: '出典',
  like: '良い',
  dislike: '良くない',
};
