import { parseAdvancedMultiSelect } from '../../../src/protocol/templates/advanced-multi-select-template.js';
import { parseBarChart } from '../../../src/protocol/templates/bar-chart-template.js';
import { parseCheckList } from '../../../src/protocol/templates/check-list-template.js';
import { parseClock } from '../../../src/protocol/templates/clock-template.js';
import { parseCustomTable } from '../../../src/protocol/templates/custom-table-template.js';
import { parseDateRange } from '../../../src/protocol/templates/date-range-template.js';
import { parseDate } from '../../../src/protocol/templates/date-template.js';
import { parseDropdown } from '../../../src/protocol/templates/dropdown-template.js';
import { parseFeedback } from '../../../src/protocol/templates/feedback-template.js';
import { parseForm } from '../../../src/protocol/templates/form-template.js';
import { parseLineChart } from '../../../src/protocol/templates/line-chart-template.js';
import { parseMiniTable } from '../../../src/protocol/templates/mini-table-template.js';
import { parseMultiSelect } from '../../../src/protocol/templates/multi-select-template.js';
import { parseOtpValidation } from '../../../src/protocol/templates/otp-validation-template.js';
import { parsePieChart } from '../../../src/protocol/templates/pie-chart-template.js';
import { parseRadioOption } from '../../../src/protocol/templates/radio-option-template.js';
import { parseResetPin } from '../../../src/protocol/templates/reset-pin-template.js';
import { parseTableList } from '../../../src/protocol/templates/table-list-template.js';
import { parseTable } from '../../../src/protocol/templates/table-template.js';
import { parseTaskPicker } from '../../../src/protocol/templates/task-picker-template.js';

/** The parser of each template that has one, by the name of its fixtures. */
export const PARSERS: Readonly<Record<string, (payload: unknown) => object & { readonly raw: unknown }>> = {
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
