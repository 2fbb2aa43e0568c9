import type { VNode } from 'preact';
import type { ClockTemplate } from '../../../protocol/templates/index.js';
import type { TemplateProps } from '../draw-template.js';
import { DraftComponent } from './DraftComponent.js';
import { formatTime, parseTime } from './date-format.js';
import { elementId } from './element-id.js';
import { FieldRow } from './FieldRow.js';
import { FormPrompt } from './FormPrompt.js';

interface ClockDraft {
  time: string;
  tried: boolean;
}

/** Asks for a time of day, with the browser's own time field. */
export class Clock extends DraftComponent<TemplateProps<ClockTemplate>, ClockDraft> {
  readonly #id = elementId();

  empty(): ClockDraft {
    return { time: '', tried: false };
  }

  readonly #submit = (form: HTMLFormElement) => {
    this.setState({ tried: true });
    if (!this.state.time) form.querySelector('input')?.focus();
    else {
      const time = formatTime(this.state.time);
      this.props.onSend({ payload: time, renderText: time });
    }
  };

  render({ template, i18n, strings, answers }: TemplateProps<ClockTemplate>, { time, tried }: ClockDraft): VNode {
    const { title, text, confirmButtonText } = template;
    const answered = answers.map(parseTime).find(Boolean);
    const isOver = answered !== undefined;
    return (
      <FormPrompt
        i18n={i18n}
        title={title}
        text={text}
        isOver={isOver}
        submit={confirmButtonText ?? strings.confirm}
        onSubmit={this.#submit}
      >
        <FieldRow
          id={this.#id}
          type="time"
          label={strings.time}
          value={answered ?? time}
          error={tried && !isOver && !time ? strings.chooseTime : undefined}
          onInput={(time) => this.setState({ time })}
        />
      </FormPrompt>
    );
  }
}
