import type { TemplateWords } from '../template-words.js';

export const words: TemplateWords = {
  choices: '選択肢',
  chosen: '選択した項目',
  showMore: 'もっと見る',
  showLess: '表示を減らす',
  close: '閉じる',
  like: '良い',
  dislike: '良くない',
};
