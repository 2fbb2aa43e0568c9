import type { VNode } from 'preact';
import type { DateRangeTemplate } from '../../../protocol/templates/index.js';
import type { TemplateProps } from '../draw-template.js';
import { DraftComponent } from './DraftComponent.js';
import { formatDate, type IsoDate, parseDate } from './date-format.js';
import { type DateLimits, dateProblem } from './date-problem.js';
import { elementId } from './element-id.js';
import { FieldRow } from './FieldRow.js';
import { FormPrompt } from './FormPrompt.js';

interface DateRangeDraft {
  from: IsoDate;
  to: IsoDate;
  /** True after the first attempt to send: from then on, mistakes are shown. */
  tried: boolean;
}

const ENDS = ['from', 'to'] as const;
type End = (typeof ENDS)[number];

/** Asks for two dates, of which the second must not be before the first. */
export class DateRange extends DraftComponent<TemplateProps<DateRangeTemplate>, DateRangeDraft> {
  readonly #id = elementId();

  empty(): DateRangeDraft {
    return { from: '', to: '', tried: false };
  }

  #limits(end: End): DateLimits {
    const { format, startDate, endDate } = this.props.template;
    const [min, max] = [parseDate(startDate, format), parseDate(endDate, format)];
    return end === 'to' && this.state.from ? { min: this.state.from, max } : { min, max };
  }

  #problem(end: End): string | undefined {
    return dateProblem(this.state[end], this.#limits(end), this.props.i18n, this.props.strings);
  }

  readonly #submit = (form: HTMLFormElement) => {
    const { template, onSend } = this.props;
    this.setState({ tried: true });
    const wrong = ENDS.findIndex((end) => this.#problem(end));
    if (wrong >= 0) form.querySelectorAll('input')[wrong]?.focus();
    else {
      const [from, to] = ENDS.map((end) => formatDate(this.state[end], template.format));
      const range = `${from} ${delimiterOf(template)} ${to}`;
      onSend({ payload: range, renderText: range });
    }
  };

  render(props: TemplateProps<DateRangeTemplate>, draft: DateRangeDraft): VNode {
    const { template, i18n, strings, answers } = props;
    const { title, text_message: message, text, format } = template;
    const answered = answers
      .map((answer) => answer.split(` ${delimiterOf(template)} `).map((day) => parseDate(day, format)))
      .find((days) => days.length === 2 && days.every(Boolean));
    const isOver = answered !== undefined;
    return (
      <FormPrompt
        i18n={i18n}
        title={title}
        text={message ?? text}
        isOver={isOver}
        submit={strings.confirm}
        onSubmit={this.#submit}
      >
        <div class="ask-pair">
          {ENDS.map((end, index) => {
            const { min, max } = this.#limits(end);
            return (
              <FieldRow
                id={`${this.#id}-${end}`}
                type="date"
                label={strings[end]}
                value={answered?.[index] ?? draft[end]}
                min={min}
                max={max}
                error={draft.tried && !isOver ? this.#problem(end) : undefined}
                onInput={(value) => this.setState({ [end]: value } as Pick<DateRangeDraft, End>)}
              />
            );
          })}
        </div>
      </FormPrompt>
    );
  }
}

const delimiterOf = ({ delimiter }: DateRangeTemplate) => delimiter?.trim() || 'to';
