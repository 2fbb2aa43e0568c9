import { Component, type VNode } from 'preact';
import type { ResetPinTemplate } from '../../../protocol/templates/index.js';
import type { TemplateProps } from '../draw-template.js';
import { elementId } from './element-id.js';
import { FormPrompt } from './FormPrompt.js';
import { SecretField } from './SecretField.js';
import { isMasked, secretInput } from './secret-input.js';

interface ResetPinState {
  pin: string;
  again: string;
  tried: boolean;
}

/** Asks for a new PIN, entered twice. The PIN is kept only in the component and is dropped with it. */
export class ResetPin extends Component<TemplateProps<ResetPinTemplate>, ResetPinState> {
  override state: ResetPinState = { pin: '', again: '', tried: false };
  readonly #id = elementId();

  #problems(): [pin: string | undefined, again: string | undefined] {
    const { template, strings } = this.props;
    const { pin, again } = this.state;
    if (pin.length !== template.pinLength) return [strings.pinIncomplete(template.pinLength), undefined];
    return [undefined, pin === again ? undefined : (template.warningMessage ?? strings.pinsDiffer)];
  }

  readonly #submit = (form: HTMLFormElement) => {
    const { template, onSend } = this.props;
    const wrong = this.#problems().findIndex(Boolean);
    if (wrong >= 0) {
      this.setState({ tried: true });
      form.querySelectorAll('input')[wrong]?.focus();
      return;
    }
    const { pin } = this.state;
    this.setState({ pin: '', again: '', tried: false });
    onSend(secretInput(pin, template.piiReductionChar));
  };

  render({ template, i18n, strings, answers }: TemplateProps<ResetPinTemplate>, state: ResetPinState): VNode {
    const { title, text, description, mobileNumber, enterPinTitle, reEnterPinTitle, pinLength, resetButtons } =
      template;
    const isOver = answers.some(isMasked);
    const [pinProblem, againProblem] = state.tried ? this.#problems() : [];
    return (
      <FormPrompt
        i18n={i18n}
        title={title}
        text={[description ?? text, mobileNumber].filter(Boolean).join('\n')}
        isOver={isOver}
        submit={resetButtons[0]?.title ?? strings.confirm}
        onSubmit={this.#submit}
      >
        <SecretField
          id={`${this.#id}-pin`}
          label={enterPinTitle ?? strings.newPin}
          value={state.pin}
          length={pinLength}
          autocomplete="new-password"
          hint={strings.pinLength(pinLength)}
          error={pinProblem}
          isOver={isOver}
          strings={strings}
          onInput={(pin) => this.setState({ pin })}
        />
        <SecretField
          id={`${this.#id}-again`}
          label={reEnterPinTitle ?? strings.repeatPin}
          value={state.again}
          length={pinLength}
          autocomplete="new-password"
          error={againProblem}
          isOver={isOver}
          strings={strings}
          onInput={(again) => this.setState({ again })}
        />
      </FormPrompt>
    );
  }
}
