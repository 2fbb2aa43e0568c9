import type { VNode } from 'preact';
import type { DropdownTemplate } from '../../../protocol/templates/index.js';
import type { TemplateProps } from '../draw-template.js';
import { DraftComponent } from './DraftComponent.js';
import { elementId } from './element-id.js';
import { FormPrompt } from './FormPrompt.js';
import { answerIn, selectedOptions } from './selected-options.js';

interface DropdownDraft {
  /** Index of the chosen element; -1 while nothing is chosen. */
  index: number;
  missing: boolean;
}

/** Asks for one element of a list, with the browser's own select. */
export class Dropdown extends DraftComponent<TemplateProps<DropdownTemplate>, DropdownDraft> {
  readonly #id = elementId();

  empty(): DropdownDraft {
    return { index: -1, missing: false };
  }

  readonly #submit = (form: HTMLFormElement) => {
    const chosen = this.props.template.elements[this.state.index];
    this.setState({ missing: !chosen });
    if (chosen) this.props.onSend({ payload: chosen.value, renderText: chosen.title });
    else form.querySelector('select')?.focus();
  };

  render(
    { template, i18n, strings, answers }: TemplateProps<DropdownTemplate>,
    { index, missing }: DropdownDraft,
  ): VNode {
    const { heading, text, label, placeholder, submitButtonText, elements } = template;
    const [answered] = answerIn(answers, (answer) => selectedOptions(answer, elements));
    const isOver = answered !== undefined;
    const shown = answered ? elements.indexOf(answered) : index;
    const description = elements[shown]?.description;
    const id = this.#id;
    return (
      <FormPrompt
        i18n={i18n}
        title={heading}
        text={text}
        isOver={isOver}
        error={missing ? strings.chooseOne : undefined}
        errorId={`${id}-error`}
        submit={submitButtonText ?? strings.send}
        onSubmit={this.#submit}
      >
        <label class={label ? 'ask-label' : 'sr'} for={id} dir="auto">
          {label ?? heading ?? text ?? strings.choices}
        </label>
        <select
          id={id}
          class="ask-field"
          aria-required="true"
          aria-invalid={missing}
          aria-describedby={
            [missing && `${id}-error`, description && `${id}-more`].filter(Boolean).join(' ') || undefined
          }
          value={String(shown)}
          onChange={(event) => this.setState({ index: Number(event.currentTarget.value), missing: false })}
        >
          <option value="-1" disabled>
            {placeholder ?? strings.pleaseChoose}
          </option>
          {elements.map(({ title }, place) => (
            <option value={String(place)}>{title}</option>
          ))}
        </select>
        {description && (
          <p class="ask-hint" id={`${id}-more`} dir="auto">
            {description}
          </p>
        )}
      </FormPrompt>
    );
  }
}
