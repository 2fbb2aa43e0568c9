import { parseAdvancedMultiSelect } from '../../../protocol/templates/advanced-multi-select-template.js';
import { parseClock } from '../../../protocol/templates/clock-template.js';
import { parseDateRange } from '../../../protocol/templates/date-range-template.js';
import { parseDate } from '../../../protocol/templates/date-template.js';
import { parseDropdown } from '../../../protocol/templates/dropdown-template.js';
import { parseFeedback } from '../../../protocol/templates/feedback-template.js';
import { parseForm } from '../../../protocol/templates/form-template.js';
import { parseMultiSelect } from '../../../protocol/templates/multi-select-template.js';
import { parseOtpValidation } from '../../../protocol/templates/otp-validation-template.js';
import { parseRadioOption } from '../../../protocol/templates/radio-option-template.js';
import { parseResetPin } from '../../../protocol/templates/reset-pin-template.js';
import { parseTaskPicker } from '../../../protocol/templates/task-picker-template.js';
import { drawTemplate, type TemplateChunk } from '../draw-template.js';
import { AdvancedMultiSelect } from './AdvancedMultiSelect.js';
import { Clock } from './Clock.js';
import { DatePicker } from './DatePicker.js';
import { DateRange } from './DateRange.js';
import { Dropdown } from './Dropdown.js';
import { Feedback, hasGrades } from './Feedback.js';
import { FormFields } from './FormFields.js';
import { formStyles } from './form-styles.js';
import { MultiSelect } from './MultiSelect.js';
import { OtpValidation } from './OtpValidation.js';
import { RadioOptions } from './RadioOptions.js';
import { ResetPin } from './ResetPin.js';
import { TaskPicker } from './TaskPicker.js';

/** Forms, dates, codes, choices and ratings. */
export const chunk: TemplateChunk = {
  templates: {
    dropdown_template: drawTemplate(parseDropdown, Dropdown, ({ elements }) => elements.length > 0),
    multi_select: drawTemplate(parseMultiSelect, MultiSelect, ({ elements }) => elements.length > 0),
    advanced_multi_select: drawTemplate(parseAdvancedMultiSelect, AdvancedMultiSelect, ({ elements }) =>
      elements.some(({ collection }) => collection.length > 0),
    ),
    radioOptionTemplate: drawTemplate(parseRadioOption, RadioOptions, ({ radioOptions }) => radioOptions.length > 0),
    taskPickerTemplate: drawTemplate(parseTaskPicker, TaskPicker, ({ tasks }) => tasks.length > 0),
    feedbackTemplate: drawTemplate(parseFeedback, Feedback, hasGrades),
    form_template: drawTemplate(parseForm, FormFields, ({ formFields }) => formFields.length > 0),
    otpValidationTemplate: drawTemplate(parseOtpValidation, OtpValidation),
    resetPinTemplate: drawTemplate(parseResetPin, ResetPin),
    dateTemplate: drawTemplate(parseDate, DatePicker),
    daterange: drawTemplate(parseDateRange, DateRange),
    clockTemplate: drawTemplate(parseClock, Clock),
  },
  styles: formStyles,
};
