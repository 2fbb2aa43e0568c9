import type { VNode } from 'preact';
import type { FormTemplate } from '../../../protocol/templates/index.js';
import { ActionButton } from '../ActionButton.js';
import type { TemplateProps } from '../draw-template.js';
import { toAction } from '../to-action.js';
import { DraftComponent } from './DraftComponent.js';
import { elementId } from './element-id.js';
import { FieldRow } from './FieldRow.js';
import { FormPrompt } from './FormPrompt.js';
import { answeredValues, formInput, inputType, isSecret } from './form-input.js';

interface FormDraft {
  values: readonly string[];
  problems: readonly (string | undefined)[];
}

/** Draws the fields of a form, all of which are required. */
export class FormFields extends DraftComponent<TemplateProps<FormTemplate>, FormDraft> {
  readonly #id = elementId();

  empty(): FormDraft {
    return { values: [], problems: [] };
  }

  override componentWillUnmount(): void {
    const { formFields } = this.props.template;
    // Secrets are not stored in the draft.
    this.state = {
      ...this.state,
      values: this.state.values.map((value, at) => (isSecret(formFields[at]!) ? '' : value)),
    };
    super.componentWillUnmount();
  }

  readonly #submit = (form: HTMLFormElement) => {
    const { template, strings, onSend } = this.props;
    const inputs = [...form.querySelectorAll('input')];
    const problems = inputs.map(({ value, validity }) => {
      if (validity.badInput || validity.typeMismatch) return strings.notValid;
      return value.trim() ? undefined : strings.fillIn;
    });
    this.setState({ problems });
    const wrong = problems.findIndex(Boolean);
    if (wrong >= 0) inputs[wrong]?.focus();
    else {
      const input = formInput(template, this.state.values);
      this.setState({
        values: this.state.values.map((value, at) => (isSecret(template.formFields[at]!) ? '' : value)),
      });
      onSend(input);
    }
  };

  readonly #fill = (index: number, value: string) => {
    const { formFields } = this.props.template;
    this.setState(({ values, problems }) => ({
      values: formFields.map((_, at) => (at === index ? value : (values[at] ?? ''))),
      problems: problems.map((problem, at) => (at === index ? undefined : problem)),
    }));
  };

  render(props: TemplateProps<FormTemplate>, { values, problems }: FormDraft): VNode {
    const { template, i18n, strings, answers, onSend } = props;
    const { heading, text, formFields, buttons = [] } = template;
    const answered = answers.map((answer) => answeredValues(template, answer)).find(Boolean);
    const isOver = answered !== undefined;
    const submit = buttons.find(({ type }) => !NON_SUBMIT_TYPES.has(type ?? ''));
    const hasFieldButton = formFields.some(({ fieldButton }) => fieldButton?.title);
    return (
      <FormPrompt
        i18n={i18n}
        title={heading}
        text={text}
        isOver={isOver}
        submit={submit?.title ?? (hasFieldButton ? undefined : strings.send)}
        onSubmit={this.#submit}
        extraButtons={buttons.map((button) => {
          if (button.type === 'cancel') {
            const { payload, title = strings.cancel } = button;
            const cancel = () => {
              this.setState(this.empty());
              if (payload !== undefined) onSend({ payload, renderText: title });
            };
            return (
              <button type="button" class="quiet" onClick={cancel}>
                {title}
              </button>
            );
          }
          const action = NON_SUBMIT_TYPES.has(button.type ?? '') ? toAction(button, 'form_template') : undefined;
          return action && <ActionButton action={action} strings={strings} answer={props.answer} onSend={onSend} />;
        })}
      >
        {formFields.map((field, index) => {
          const { label, placeholder, maxLength, fieldButton } = field;
          return (
            <FieldRow
              id={`${this.#id}-${index}`}
              type={isOver && isSecret(field) ? 'text' : inputType(field)}
              label={label ?? placeholder ?? strings.field(index + 1)}
              placeholder={placeholder}
              maxLength={Number(maxLength) > 0 ? Number(maxLength) : undefined}
              autocomplete={isSecret(field) ? 'off' : undefined}
              value={isOver ? (answered?.[index] ?? '') : (values[index] ?? '')}
              error={isOver ? undefined : problems[index]}
              adjacent={
                fieldButton?.title && !isOver ? (
                  <button type="submit" class="ask-send">
                    {fieldButton.title}
                  </button>
                ) : undefined
              }
              onInput={(value) => this.#fill(index, value)}
            />
          );
        })}
      </FormPrompt>
    );
  }
}

/** Types of buttons that do not submit the form. */
const NON_SUBMIT_TYPES: ReadonlySet<string> = new Set(['cancel', 'postback', 'url', 'web_url']);
