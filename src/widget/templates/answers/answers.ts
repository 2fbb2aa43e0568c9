import { parseAnswer } from '../../../protocol/templates/answer-template.js';
import { parseSearch } from '../../../protocol/templates/search-template.js';
import { drawTemplate, type TemplateChunk } from '../draw-template.js';
import { AnswerTemplate } from './AnswerTemplate.js';
import { answerStyles } from './answer-styles.js';
import { SearchTemplate } from './SearchTemplate.js';

/** Templates with answers from documents and search results. */
export const chunk: TemplateChunk = {
  templates: {
    answerTemplate: drawTemplate(parseAnswer, AnswerTemplate),
    search: drawTemplate(parseSearch, SearchTemplate),
  },
  styles: answerStyles,
};
