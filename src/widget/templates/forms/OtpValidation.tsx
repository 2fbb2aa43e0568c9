import { Component, type VNode } from 'preact';
import type { OtpValidationTemplate } from '../../../protocol/templates/index.js';
import type { TemplateProps } from '../draw-template.js';
import { elementId } from './element-id.js';
import { FormPrompt } from './FormPrompt.js';
import { SecretField } from './SecretField.js';
import { isMasked, secretInput } from './secret-input.js';

interface OtpState {
  code: string;
  tried: boolean;
}

/** Asks for a one-time code. The code is kept only in the component and is dropped with it. */
export class OtpValidation extends Component<TemplateProps<OtpValidationTemplate>, OtpState> {
  override state: OtpState = { code: '', tried: false };
  readonly #id = elementId();

  readonly #submit = (form: HTMLFormElement) => {
    const { template, onSend } = this.props;
    const { code } = this.state;
    if (code.length !== template.pinLength) {
      this.setState({ tried: true });
      form.querySelector('input')?.focus();
      return;
    }
    this.setState({ code: '', tried: false });
    onSend(secretInput(code, template.piiReductionChar));
  };

  render({ template, i18n, strings, answers, onSend }: TemplateProps<OtpValidationTemplate>, state: OtpState): VNode {
    const { title, text, description, mobileNumber, pinLength, resendText, otpButtons } = template;
    const submit = otpButtons.find(({ type }) => type !== 'resend');
    const resend = otpButtons.find(({ type }) => type === 'resend');
    const resendBody = typeof resend?.payload === 'string' ? resend.payload : undefined;
    const isOver = answers.some(isMasked);
    return (
      <FormPrompt
        i18n={i18n}
        title={title}
        text={[description ?? text, mobileNumber].filter(Boolean).join('\n')}
        isOver={isOver}
        submit={submit?.title ?? strings.confirm}
        onSubmit={this.#submit}
        extraButtons={
          resendBody !== undefined && (
            <span class="ask-aside">
              {resendText && <bdi>{resendText}</bdi>}
              <button type="button" class="quiet" onClick={() => onSend({ payload: resendBody })}>
                {resend?.title ?? strings.sendAgain}
              </button>
            </span>
          )
        }
      >
        <SecretField
          id={this.#id}
          label={strings.pin}
          value={state.code}
          length={pinLength}
          autocomplete="one-time-code"
          hint={strings.pinLength(pinLength)}
          error={state.tried && state.code.length !== pinLength ? strings.pinIncomplete(pinLength) : undefined}
          isOver={isOver}
          strings={strings}
          onInput={(code) => this.setState({ code })}
        />
      </FormPrompt>
    );
  }
}
