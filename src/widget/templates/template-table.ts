import { LazyModule } from '../lib/lazy-module.js';
import { coreTemplates } from './core.js';
import type { TemplateChunk } from './draw-template.js';

/** A chunk that is loaded already, or that loads when the first of its templates is to be drawn. */
export type ChunkLoader = Pick<LazyModule<{ readonly chunk: TemplateChunk }>, 'loaded' | 'load'>;

const lazy = (load: () => Promise<{ chunk: TemplateChunk }>) =>
  new LazyModule(load, 'a template is shown as plain text');

const core: ChunkLoader = { loaded: { chunk: coreTemplates }, load: () => Promise.resolve() };
const answers = lazy(() => import('./answers/answers.js'));
const cards = lazy(() => import('./cards/cards.js'));
const lists = lazy(() => import('./lists/lists.js'));
const media = lazy(() => import('./media/media.js'));
const forms = lazy(() => import('./forms/forms.js'));
const tables = lazy(() => import('./tables/tables.js'));
const charts = lazy(() => import('./charts/charts.js'));
const frames = lazy(() => import('./embeds/frames.js'));

/** The chunk of each template, by `template_type`. FallbackPart draws templates that are missing here. */
const TEMPLATES: Readonly<Record<string, ChunkLoader>> = {
  button: core,
  quick_replies: core,
  quick_replies_welcome: core,
  like_dislike: core,
  live_agent: core,
  SYSTEM: core,
  wait_for_response: core,
  start_timer: core,
  session_end: core,
  conversation_end: core,
  hidden_dialog: core,

  carousel: cards,
  cardTemplate: cards,

  list: lists,
  listView: lists,
  listWidget: lists,
  advancedListTemplate: lists,
  advancedMultiListTemplate: lists,
  articleTemplate: lists,

  answerTemplate: answers,
  search: answers,

  dropdown_template: forms,
  multi_select: forms,
  advanced_multi_select: forms,
  radioOptionTemplate: forms,
  taskPickerTemplate: forms,
  feedbackTemplate: forms,
  form_template: forms,
  otpValidationTemplate: forms,
  resetPinTemplate: forms,
  dateTemplate: forms,
  daterange: forms,
  clockTemplate: forms,
  table: tables,
  custom_table: tables,
  mini_table: tables,
  tableList: tables,
  checkListTemplate: tables,
  piechart: charts,
  barchart: charts,
  linechart: charts,
  iframe: frames,
};

/** The chunk of each component that is not a template, by its type. */
const COMPONENTS: Readonly<Record<string, ChunkLoader>> = {
  link: core,
  document: core,
  file: core,
  attachment: core,
  form: frames,
  message: media,
  audio: media,
  video: media,
};

function entryOf(table: Readonly<Record<string, ChunkLoader>>, type: string): ChunkLoader | undefined {
  // A plain lookup would find inherited keys such as `constructor`.
  return Object.hasOwn(table, type) ? table[type] : undefined;
}

export const templateChunk = (templateType: string) => entryOf(TEMPLATES, templateType);
export const componentChunk = (type: string) => entryOf(COMPONENTS, type);
