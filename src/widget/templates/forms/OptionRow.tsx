import type { VNode } from 'preact';
import { Thumb } from '../shared/Thumb.js';

export interface OptionRowProps {
  type: 'checkbox' | 'radio';
  title: string;
  /** Name of the radio group. */
  name?: string | undefined;
  description?: string | undefined;
  /** Text at the end of the row. */
  value?: string | undefined;
  picture?: string | undefined;
  checked: boolean;
  /** True if only some of the options that the box stands for are ticked. */
  partly?: boolean | undefined;
  invalid?: boolean | undefined;
  errorId?: string | undefined;
  onChange: (checked: boolean) => void;
}

/** Draws a checkbox or radio button. Everything in the row is its label. */
export function OptionRow(props: OptionRowProps): VNode {
  const { type, title, name, description, value, picture, checked, partly, invalid, errorId, onChange } = props;
  return (
    <label class={checked ? 'ask-option picked' : 'ask-option'}>
      <input
        type={type}
        name={name}
        checked={checked}
        indeterminate={partly === true && !checked}
        aria-invalid={invalid}
        aria-describedby={errorId}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      {picture && <Thumb class="ask-option-picture" src={picture} />}
      <span class="ask-option-words">
        <bdi class="ask-option-title">{title}</bdi>
        {description && <bdi class="ask-option-more">{description}</bdi>}
      </span>
      {value && <bdi class="ask-option-value">{value}</bdi>}
    </label>
  );
}
