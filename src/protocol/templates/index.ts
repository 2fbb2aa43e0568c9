import type { CustomTemplates } from '../extensions.js';
import type { AdvancedListTemplate } from './advanced-list-template.js';
import type { AdvancedMultiListTemplate } from './advanced-multi-list-template.js';
import type { AdvancedMultiSelectTemplate } from './advanced-multi-select-template.js';
import type { AnswerTemplate } from './answer-template.js';
import type { ArticleTemplate } from './article-template.js';
import type { BarChartTemplate } from './bar-chart-template.js';
import type { ButtonTemplate } from './button-template.js';
import type { CardTemplate } from './card-template.js';
import type { CarouselTemplate } from './carousel-template.js';
import type { CheckListTemplate } from './check-list-template.js';
import type { ClockTemplate } from './clock-template.js';
import type { CustomTableTemplate } from './custom-table-template.js';
import type { DateRangeTemplate } from './date-range-template.js';
import type { DateTemplate } from './date-template.js';
import type { DropdownTemplate } from './dropdown-template.js';
import type { FeedbackTemplate } from './feedback-template.js';
import type { FormTemplate } from './form-template.js';
import type { IframeTemplate } from './iframe-template.js';
import type { LikeDislikeTemplate } from './like-dislike-template.js';
import type { LineChartTemplate } from './line-chart-template.js';
import type { ListTemplate } from './list-template.js';
import type { ListViewTemplate } from './list-view-template.js';
import type { ListWidgetTemplate } from './list-widget-template.js';
import type { LiveAgentTemplate } from './live-agent-template.js';
import type { MiniTableTemplate } from './mini-table-template.js';
import type { MultiSelectTemplate } from './multi-select-template.js';
import type { OtpValidationTemplate } from './otp-validation-template.js';
import type { PieChartTemplate } from './pie-chart-template.js';
import type { QuickRepliesTemplate } from './quick-replies-template.js';
import type { RadioOptionTemplate } from './radio-option-template.js';
import type { ResetPinTemplate } from './reset-pin-template.js';
import type { SearchTemplate } from './search-template.js';
import type { SignalTemplate } from './signal-template.js';
import type { SystemTemplate } from './system-template.js';
import type { TableListTemplate } from './table-list-template.js';
import type { TableTemplate } from './table-template.js';
import type { TaskPickerTemplate } from './task-picker-template.js';

export type { Action, ActionType, ButtonsLayout, Choice, Image, StyledAction, Styles } from './action.js';
export type { AdvancedListHeaderOption, AdvancedListItem, AdvancedListTemplate } from './advanced-list-template.js';
export type { AdvancedMultiListTemplate } from './advanced-multi-list-template.js';
export type { AdvancedMultiSelectTemplate } from './advanced-multi-select-template.js';
export type { AnswerPanel, AnswerSnippet, AnswerSource, AnswerTemplate } from './answer-template.js';
export type { ArticleTemplate } from './article-template.js';
export type { BarChartTemplate, ChartSeries } from './bar-chart-template.js';
export type { ButtonTemplate } from './button-template.js';
export type {
  CardTemplate,
  DetailItem,
  DetailsCard,
  DetailsCardRow,
  ModernCard,
  ModernCardRow,
  PlainCard,
  PlainCards,
  SliderAction,
  SliderInfo,
} from './card-template.js';
export type {
  CarouselElement,
  CarouselTemplate,
  PlainCarousel,
  StackedCarousel,
  StackedElement,
} from './carousel-template.js';
export type { CheckListElement, CheckListTemplate } from './check-list-template.js';
export type { ClockTemplate } from './clock-template.js';
export type { CustomCell, CustomTableTemplate } from './custom-table-template.js';
export type { DateRangeTemplate } from './date-range-template.js';
export type { DateBase, DateTemplate } from './date-template.js';
export type { DropdownTemplate } from './dropdown-template.js';
export type {
  FeedbackTemplate,
  NumberFeedback,
  SmileyFeedback,
  StarFeedback,
  ThumbFeedback,
} from './feedback-template.js';
export type { FormField, FormTemplate } from './form-template.js';
export type { IframeTemplate } from './iframe-template.js';
export type { LikeDislikeTemplate } from './like-dislike-template.js';
export type { LineChartTemplate } from './line-chart-template.js';
export type { ListElement, ListTemplate } from './list-template.js';
export type { ListViewElement, ListViewTemplate } from './list-view-template.js';
export type { ListWidgetElement, ListWidgetTemplate, WidgetValue } from './list-widget-template.js';
export type { LiveAgentTemplate } from './live-agent-template.js';
export type { MiniTableTemplate } from './mini-table-template.js';
export type { MultiSelectTemplate } from './multi-select-template.js';
export type { OtpValidationTemplate } from './otp-validation-template.js';
export type { PieChartTemplate } from './pie-chart-template.js';
export type { QuickRepliesTemplate, QuickReply } from './quick-replies-template.js';
export type { RadioOptionTemplate } from './radio-option-template.js';
export type { ResetPinTemplate } from './reset-pin-template.js';
export type { SearchResult, SearchTemplate } from './search-template.js';
export type { SignalTemplate } from './signal-template.js';
export type { SystemTemplate } from './system-template.js';
export type { TableListRow, TableListTemplate } from './table-list-template.js';
export type { Cell, TableColumn, TableTemplate } from './table-template.js';
export type { TaskPickerTemplate } from './task-picker-template.js';
export type { TemplateBase } from './template-base.js';

/** Every template that this version knows, discriminated by `template_type`. */
export type KnownTemplate =
  | AdvancedListTemplate
  | AdvancedMultiListTemplate
  | AdvancedMultiSelectTemplate
  | AnswerTemplate
  | ArticleTemplate
  | BarChartTemplate
  | ButtonTemplate
  | CardTemplate
  | CarouselTemplate
  | CheckListTemplate
  | ClockTemplate
  | DateRangeTemplate
  | DateTemplate
  | DropdownTemplate
  | FeedbackTemplate
  | FormTemplate
  | IframeTemplate
  | LikeDislikeTemplate
  | LineChartTemplate
  | ListTemplate
  | ListViewTemplate
  | ListWidgetTemplate
  | LiveAgentTemplate
  | MultiSelectTemplate
  | OtpValidationTemplate
  | PieChartTemplate
  | QuickRepliesTemplate
  | RadioOptionTemplate
  | ResetPinTemplate
  | SearchTemplate
  | SignalTemplate
  | SystemTemplate
  | TableListTemplate
  | CustomTableTemplate
  | MiniTableTemplate
  | TableTemplate
  | TaskPickerTemplate;

/** The template of a `template_type`, for example `TemplateOf<'button'>`. */
export type TemplateOf<Type extends KnownTemplate['template_type']> = OfType<KnownTemplate, Type>;

/** Distributes over the union; `Extract` would miss templates with several types. */
type OfType<Template extends KnownTemplate, Type> = Template extends unknown
  ? Type extends Template['template_type']
    ? Template
    : never
  : never;

/** A template that this version does not know, or one of the host. The fields depend on `template_type`. */
export interface UnknownTemplate {
  template_type: string;
  [other: string]: unknown;
}

/**
 * The payload of a template, as a bot sent it. The types describe what the platform documents (docs/protocol.md §6), but nothing is
 * validated: a bot's author can leave out or mistype any field, so check fields before you use them.
 * `isTemplate(payload, 'button')` of `xo-rtm/templates` narrows to one type, and `parseTemplate(payload)` returns checked fields.
 */
export type TemplatePayload = KnownTemplate | UnknownTemplate | CustomTemplates[keyof CustomTemplates];
