import { parseAdvancedList } from '../protocol/templates/advanced-list-template.js';
import { parseAdvancedMultiList } from '../protocol/templates/advanced-multi-list-template.js';
import { parseAdvancedMultiSelect } from '../protocol/templates/advanced-multi-select-template.js';
import { parseAnswer } from '../protocol/templates/answer-template.js';
import { parseArticle } from '../protocol/templates/article-template.js';
import { parseBarChart } from '../protocol/templates/bar-chart-template.js';
import { parseButton } from '../protocol/templates/button-template.js';
import { parseCard } from '../protocol/templates/card-template.js';
import { parseCarousel } from '../protocol/templates/carousel-template.js';
import { parseCheckList } from '../protocol/templates/check-list-template.js';
import { parseClock } from '../protocol/templates/clock-template.js';
import { parseCustomTable } from '../protocol/templates/custom-table-template.js';
import { parseDateRange } from '../protocol/templates/date-range-template.js';
import { parseDate } from '../protocol/templates/date-template.js';
import { parseDropdown } from '../protocol/templates/dropdown-template.js';
import { parseFeedback } from '../protocol/templates/feedback-template.js';
import { parseForm } from '../protocol/templates/form-template.js';
import { parseIframe } from '../protocol/templates/iframe-template.js';
import type { KnownTemplate, TemplateOf, TemplatePayload } from '../protocol/templates/index.js';
import { parseLikeDislike } from '../protocol/templates/like-dislike-template.js';
import { parseLineChart } from '../protocol/templates/line-chart-template.js';
import { parseList } from '../protocol/templates/list-template.js';
import { parseListView } from '../protocol/templates/list-view-template.js';
import { parseListWidget } from '../protocol/templates/list-widget-template.js';
import { parseLiveAgent } from '../protocol/templates/live-agent-template.js';
import { parseMiniTable } from '../protocol/templates/mini-table-template.js';
import { parseMultiSelect } from '../protocol/templates/multi-select-template.js';
import { parseOtpValidation } from '../protocol/templates/otp-validation-template.js';
import { parsePieChart } from '../protocol/templates/pie-chart-template.js';
import { parseQuickReplies } from '../protocol/templates/quick-replies-template.js';
import { parseRadioOption } from '../protocol/templates/radio-option-template.js';
import type { Parsed } from '../protocol/templates/read-fields.js';
import { parseResetPin } from '../protocol/templates/reset-pin-template.js';
import { parseSearch } from '../protocol/templates/search-template.js';
import { parseSignal } from '../protocol/templates/signal-template.js';
import { parseSystem } from '../protocol/templates/system-template.js';
import { parseTableList } from '../protocol/templates/table-list-template.js';
import { parseTable } from '../protocol/templates/table-template.js';
import { parseTaskPicker } from '../protocol/templates/task-picker-template.js';

export { isTemplate } from '../protocol/is-template.js';
export type * from '../protocol/templates/index.js';
export type { Parsed } from '../protocol/templates/read-fields.js';

const PARSERS: { readonly [Type in KnownTemplate['template_type']]: (payload: unknown) => Parsed<TemplateOf<Type>> } = {
  advanced_multi_select: parseAdvancedMultiSelect,
  advancedListTemplate: parseAdvancedList,
  advancedMultiListTemplate: parseAdvancedMultiList,
  answerTemplate: parseAnswer,
  articleTemplate: parseArticle,
  barchart: parseBarChart,
  button: parseButton,
  cardTemplate: parseCard,
  carousel: parseCarousel,
  checkListTemplate: parseCheckList,
  clockTemplate: parseClock,
  conversation_end: parseSignal,
  custom_table: parseCustomTable,
  daterange: parseDateRange,
  dateTemplate: parseDate,
  dropdown_template: parseDropdown,
  feedbackTemplate: parseFeedback,
  form_template: parseForm,
  hidden_dialog: parseSignal,
  iframe: parseIframe,
  like_dislike: parseLikeDislike,
  linechart: parseLineChart,
  list: parseList,
  listView: parseListView,
  listWidget: parseListWidget,
  live_agent: parseLiveAgent,
  mini_table: parseMiniTable,
  multi_select: parseMultiSelect,
  otpValidationTemplate: parseOtpValidation,
  piechart: parsePieChart,
  quick_replies: parseQuickReplies,
  quick_replies_welcome: parseQuickReplies,
  radioOptionTemplate: parseRadioOption,
  resetPinTemplate: parseResetPin,
  search: parseSearch,
  session_end: parseSignal,
  start_timer: parseSignal,
  SYSTEM: parseSystem,
  table: parseTable,
  tableList: parseTableList,
  taskPickerTemplate: parseTaskPicker,
  wait_for_response: parseSignal,
};

/**
 * Parses the payload of a template that this version knows, for a window of your own. The result has the types that the platform
 * documents (docs/protocol.md §6): fields that the bot's author has mistyped or left out are missing or have a default, long texts and
 * lists are truncated, and addresses are as the bot sent them, so check them before you use them. Never throws.
 *
 * @param payload `payload` of a component of type `template`
 * @returns the parsed template, with the original payload as `raw`; undefined if this version does not know its `template_type`
 * @example
 * const template = parseTemplate(component.payload);
 * if (template?.template_type === 'button') for (const { title } of template.buttons) console.log(title);
 */
export function parseTemplate(payload: TemplatePayload): Parsed<KnownTemplate> | undefined {
  const type = (payload as { template_type?: unknown } | null)?.template_type;
  if (typeof type !== 'string' || !Object.hasOwn(PARSERS, type)) return undefined;
  return PARSERS[type as KnownTemplate['template_type']](payload);
}
