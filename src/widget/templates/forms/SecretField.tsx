import { Component, type VNode } from 'preact';
import type { TemplateStrings } from '../../i18n/template-strings.js';
import { FieldRow } from './FieldRow.js';

export interface SecretFieldProps {
  id: string;
  label: string;
  value: string;
  /** Number of characters of the code. */
  length: number;
  /** `one-time-code` lets a phone fill in a code from a text message. */
  autocomplete: 'one-time-code' | 'new-password';
  hint?: string | undefined;
  error?: string | undefined;
  isOver: boolean;
  strings: TemplateStrings;
  onInput: (value: string) => void;
}

/** Draws a field for a code, which is masked unless the user chooses to show it. */
export class SecretField extends Component<SecretFieldProps, { isShown?: boolean }> {
  readonly #toggle = () => this.setState(({ isShown }) => ({ isShown: !isShown }));

  render(props: SecretFieldProps): VNode {
    const { id, label, value, length, autocomplete, hint, error, isOver, strings, onInput } = props;
    const isShown = this.state.isShown === true && !isOver;
    return (
      <FieldRow
        id={id}
        label={label}
        type={isShown ? 'text' : 'password'}
        inputMode="numeric"
        autocomplete={autocomplete}
        // Longer than the code, because a pasted code may contain spaces.
        maxLength={length * 2}
        value={isOver ? '*'.repeat(length) : value}
        hint={hint}
        error={error}
        adjacent={
          !isOver && (
            <button type="button" class="quiet" aria-pressed={isShown} aria-controls={id} onClick={this.#toggle}>
              {strings.show}
            </button>
          )
        }
        onInput={(typed) => onInput(typed.replace(/[\s-]/g, ''))}
      />
    );
  }
}
