import { LazyModule } from '../lib/lazy-module.js';
import { basics } from './core.js';
import type { TemplateChunk } from './draw-template.js';

/** A chunk that is here already, or one that loads when the first template of it is to be drawn. */
export type ChunkLoader = Pick<LazyModule<{ readonly chunk: TemplateChunk }>, 'loaded' | 'load'>;

const later = (load: () => Promise<{ chunk: TemplateChunk }>) =>
  new LazyModule(load, 'a template is shown as something to read');

const here: ChunkLoader = { loaded: { chunk: basics }, load: () => Promise.resolve() };
const answers = later(() => import('./answers/answers.js'));
const cards = later(() => import('./cards/cards.js'));
const lists = later(() => import('./lists/lists.js'));
const media = later(() => import('./media/media.js'));
const forms = later(() => import('./forms/forms.js'));
const tables = later(() => import('./tables/tables.js'));
const charts = later(() => import('./charts/charts.js'));
const frames = later(() => import('./embeds/frames.js'));

/** Where each template is drawn, by `template_type`. What is not here is shown as something to read. */
const TEMPLATES: Readonly<Record<string, ChunkLoader>> = {
  button: here,
  quick_replies: here,
  quick_replies_welcome: here,
  like_dislike: here,
  live_agent: here,
  SYSTEM: here,
  wait_for_response: here,
  start_timer: here,
  session_end: here,
  conversation_end: here,
  hidden_dialog: here,

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

/** The same for components that are no templates, by their type. */
const COMPONENTS: Readonly<Record<string, ChunkLoader>> = {
  link: here,
  document: here,
  file: here,
  attachment: here,
  form: frames,
  message: media,
  audio: media,
  video: media,
};

function entryOf(table: Readonly<Record<string, ChunkLoader>>, type: string): ChunkLoader | undefined {
  // `constructor` is a key of every object.
  return Object.hasOwn(table, type) ? table[type] : undefined;
}

export const templateChunk = (templateType: string) => entryOf(TEMPLATES, templateType);
export const componentChunk = (type: string) => entryOf(COMPONENTS, type);
