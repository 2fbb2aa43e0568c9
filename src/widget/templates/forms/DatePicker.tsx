import type { VNode } from 'preact';
import type { DateTemplate } from '../../../protocol/templates/index.js';
import type { TemplateProps } from '../draw-template.js';
import { DraftComponent } from './DraftComponent.js';
import { formatDate, type IsoDate, parseDate } from './date-format.js';
import { dateProblem } from './date-problem.js';
import { elementId } from './element-id.js';
import { FieldRow } from './FieldRow.js';
import { FormPrompt } from './FormPrompt.js';

interface DateDraft {
  date: IsoDate;
  /** True after the first attempt to send: from then on, mistakes are shown. */
  tried: boolean;
}

/** Asks for a date, with the browser's own date field. */
export class DatePicker extends DraftComponent<TemplateProps<DateTemplate>, DateDraft> {
  readonly #id = elementId();

  empty(): DateDraft {
    return { date: '', tried: false };
  }

  #problem(): string | undefined {
    return dateProblem(this.state.date, this.#limits(), this.props.i18n, this.props.strings);
  }

  #limits(): { min: IsoDate | undefined; max: IsoDate | undefined } {
    const { format, startDate, endDate } = this.props.template;
    return { min: parseDate(startDate, format), max: parseDate(endDate, format) };
  }

  readonly #submit = (form: HTMLFormElement) => {
    const { template, onSend } = this.props;
    this.setState({ tried: true });
    if (this.#problem()) form.querySelector('input')?.focus();
    else {
      const date = formatDate(this.state.date, template.format);
      onSend({ payload: date, renderText: date });
    }
  };

  render({ template, i18n, strings, answers }: TemplateProps<DateTemplate>, { date, tried }: DateDraft): VNode {
    const { title, text_message: message, text, format } = template;
    const answered = answers.map((answer) => parseDate(answer, format)).find(Boolean);
    const isOver = answered !== undefined;
    const { min, max } = this.#limits();
    return (
      <FormPrompt
        i18n={i18n}
        title={title}
        text={message ?? text}
        isOver={isOver}
        submit={strings.confirm}
        onSubmit={this.#submit}
      >
        <FieldRow
          id={this.#id}
          type="date"
          label={strings.date}
          value={answered ?? date}
          min={min}
          max={max}
          error={tried && !isOver ? this.#problem() : undefined}
          onInput={(date) => this.setState({ date })}
        />
      </FormPrompt>
    );
  }
}
