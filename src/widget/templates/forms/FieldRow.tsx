import type { ComponentChildren, TargetedInputEvent, VNode } from 'preact';

/** Types of an HTML input whose value is a text. */
export type FieldType =
  | ('text' | 'password' | 'email' | 'tel' | 'url' | 'number' | 'search')
  | ('date' | 'time' | 'datetime-local' | 'month' | 'week');

export interface FieldRowProps {
  id: string;
  type: FieldType;
  label: string;
  value: string;
  placeholder?: string | undefined;
  maxLength?: number | undefined;
  inputMode?: 'numeric' | undefined;
  autocomplete?: 'off' | 'one-time-code' | 'new-password' | undefined;
  /** First and last value that can be chosen. */
  min?: string | undefined;
  max?: string | undefined;
  hint?: string | undefined;
  /** Error message, shown below the field. */
  error?: string | undefined;
  /** Content next to the field, for example a button. */
  adjacent?: ComponentChildren;
  onInput: (value: string) => void;
}

/** Draws a required field with its label, hint and error message. */
export function FieldRow(props: FieldRowProps): VNode {
  const { id, type, label, hint, error, adjacent, onInput, ...others } = props;
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  const attributes = Object.fromEntries(Object.entries(others).filter(([, value]) => value !== undefined));
  return (
    <div class="ask-row">
      <label class="ask-label" for={id} dir="auto">
        {label}
      </label>
      <div class="ask-line">
        <input
          // Set before the value, which the browser interprets by the type.
          type={type as 'text'}
          {...attributes}
          id={id}
          class="ask-field"
          required
          spellcheck={others.autocomplete === undefined ? undefined : false}
          // The browser lays out the content of fields with a picker itself.
          dir={PICKED.test(type) ? undefined : 'auto'}
          aria-invalid={error ? 'true' : undefined}
          aria-describedby={described || undefined}
          onInput={(event: TargetedInputEvent<HTMLInputElement>) => onInput(event.currentTarget.value)}
        />
        {adjacent}
      </div>
      {hint && (
        <p class="ask-hint" id={`${id}-hint`} dir="auto">
          {hint}
        </p>
      )}
      {error && (
        <p class="ask-error" id={`${id}-error`} role="alert">
          {error}
        </p>
      )}
    </div>
  );
}

const PICKED = /date|time|month|week/;
