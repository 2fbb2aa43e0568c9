import { parseAdvancedList } from '../../../src/protocol/templates/advanced-list-template.js';
import { parseAdvancedMultiList } from '../../../src/protocol/templates/advanced-multi-list-template.js';
import { parseAdvancedMultiSelect } from '../../../src/protocol/templates/advanced-multi-select-template.js';
import { parseAnswer } from '../../../src/protocol/templates/answer-template.js';
import { parseArticle } from '../../../src/protocol/templates/article-template.js';
import { parseBarChart } from '../../../src/protocol/templates/bar-chart-template.js';
import { parseButton } from '../../../src/protocol/templates/button-template.js';
import { parseCard } from '../../../src/protocol/templates/card-template.js';
import { parseCarousel } from '../../../src/protocol/templates/carousel-template.js';
import { parseCheckList } from '../../../src/protocol/templates/check-list-template.js';
import { parseClock } from '../../../src/protocol/templates/clock-template.js';
import { parseCustomTable } from '../../../src/protocol/templates/custom-table-template.js';
import { parseDateRange } from '../../../src/protocol/templates/date-range-template.js';
import { parseDate } from '../../../src/protocol/templates/date-template.js';
import { parseDropdown } from '../../../src/protocol/templates/dropdown-template.js';
import { parseFeedback } from '../../../src/protocol/templates/feedback-template.js';
import { parseForm } from '../../../src/protocol/templates/form-template.js';
import { parseIframe } from '../../../src/protocol/templates/iframe-template.js';
import { parseLikeDislike } from '../../../src/protocol/templates/like-dislike-template.js';
import { parseLineChart } from '../../../src/protocol/templates/line-chart-template.js';
import { parseList } from '../../../src/protocol/templates/list-template.js';
import { parseListView } from '../../../src/protocol/templates/list-view-template.js';
import { parseListWidget } from '../../../src/protocol/templates/list-widget-template.js';
import { parseLiveAgent } from '../../../src/protocol/templates/live-agent-template.js';
import { parseMiniTable } from '../../../src/protocol/templates/mini-table-template.js';
import { parseMultiSelect } from '../../../src/protocol/templates/multi-select-template.js';
import { parseOtpValidation } from '../../../src/protocol/templates/otp-validation-template.js';
import { parsePieChart } from '../../../src/protocol/templates/pie-chart-template.js';
import { parseQuickReplies } from '../../../src/protocol/templates/quick-replies-template.js';
import { parseRadioOption } from '../../../src/protocol/templates/radio-option-template.js';
import { parseResetPin } from '../../../src/protocol/templates/reset-pin-template.js';
import { parseSearch } from '../../../src/protocol/templates/search-template.js';
import { parseSignal } from '../../../src/protocol/templates/signal-template.js';
import { parseSystem } from '../../../src/protocol/templates/system-template.js';
import { parseTableList } from '../../../src/protocol/templates/table-list-template.js';
import { parseTable } from '../../../src/protocol/templates/table-template.js';
import { parseTaskPicker } from '../../../src/protocol/templates/task-picker-template.js';

/** The parser of each template, by the name of its fixtures. */
export const PARSERS: Readonly<Record<string, (payload: unknown) => object & { readonly raw: unknown }>> = {
  advancedListTemplate: parseAdvancedList,
  advancedMultiListTemplate: parseAdvancedMultiList,
  answerTemplate: parseAnswer,
  articleTemplate: parseArticle,
  button: parseButton,
  cardTemplate: parseCard,
  carousel: parseCarousel,
  like_dislike: parseLikeDislike,
  list: parseList,
  listView: parseListView,
  listWidget: parseListWidget,
  live_agent: parseLiveAgent,
  quick_replies: parseQuickReplies,
  quick_replies_welcome: parseQuickReplies,
  search: parseSearch,
  SYSTEM: parseSystem,
  wait_for_response: parseSignal,
  advanced_multi_select: parseAdvancedMultiSelect,
  barchart: parseBarChart,
  checkListTemplate: parseCheckList,
  clockTemplate: parseClock,
  custom_table: parseCustomTable,
  dateTemplate: parseDate,
  daterange: parseDateRange,
  dropdown_template: parseDropdown,
  feedbackTemplate: parseFeedback,
  form_template: parseForm,
  iframe: parseIframe,
  linechart: parseLineChart,
  mini_table: parseMiniTable,
  multi_select: parseMultiSelect,
  otpValidationTemplate: parseOtpValidation,
  piechart: parsePieChart,
  radioOptionTemplate: parseRadioOption,
  resetPinTemplate: parseResetPin,
  table: parseTable,
  tableList: parseTableList,
  taskPickerTemplate: parseTaskPicker,
};
