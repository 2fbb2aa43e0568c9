import type { VNode } from 'preact';
import type { RadioOptionTemplate } from '../../../protocol/templates/index.js';
import type { TemplateProps } from '../draw-template.js';
import { DraftComponent } from './DraftComponent.js';
import { elementId } from './element-id.js';
import { FormPrompt } from './FormPrompt.js';
import { OptionRow } from './OptionRow.js';
import { answerIn, selectedOptions } from './selected-options.js';

interface RadioOptionsDraft {
  /** Index of the chosen option; -1 while nothing is chosen. */
  index: number;
  missing: boolean;
}

/** Asks for one of a few options. */
export class RadioOptions extends DraftComponent<TemplateProps<RadioOptionTemplate>, RadioOptionsDraft> {
  readonly #id = elementId();

  empty(): RadioOptionsDraft {
    return { index: -1, missing: false };
  }

  readonly #submit = (form: HTMLFormElement) => {
    const chosen = this.props.template.radioOptions[this.state.index];
    this.setState({ missing: !chosen });
    if (chosen) this.props.onSend({ payload: chosen.postback.value, renderText: chosen.postback.title });
    else form.querySelector('input')?.focus();
  };

  render(props: TemplateProps<RadioOptionTemplate>, { index, missing }: RadioOptionsDraft): VNode {
    const { template, i18n, strings, answers } = props;
    const { heading, text, submitButtonText, radioOptions } = template;
    const postbacks = radioOptions.map(({ postback }) => postback);
    const [answered] = answerIn(answers, (answer) => selectedOptions(answer, postbacks));
    const isOver = answered !== undefined;
    const shown = answered ? postbacks.indexOf(answered) : index;
    const errorId = `${this.#id}-error`;
    return (
      <FormPrompt
        i18n={i18n}
        title={heading}
        text={text}
        isOver={isOver}
        error={missing ? strings.chooseOne : undefined}
        errorId={errorId}
        submit={submitButtonText ?? strings.confirm}
        onSubmit={this.#submit}
      >
        <div class="ask-options">
          {radioOptions.map(({ title, value }, place) => (
            <OptionRow
              type="radio"
              name={this.#id}
              title={title}
              value={value}
              checked={place === shown}
              invalid={missing}
              errorId={missing ? errorId : undefined}
              onChange={() => this.setState({ index: place, missing: false })}
            />
          ))}
        </div>
      </FormPrompt>
    );
  }
}
