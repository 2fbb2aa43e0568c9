import type { ComponentChildren, TargetedInputEvent, VNode } from 'preact';

/** Types of an HTML input that hold a text. */
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
  /** First and last of what can be chosen. */
  min?: string | undefined;
  max?: string | undefined;
  hint?: string | undefined;
  /** What is wrong with it. */
  error?: string | undefined;
  /** What stands beside the field. */
  beside?: ComponentChildren;
  onInput: (value: string) => void;
}

/** A field with its label, its hint, and its mistake. All must be filled in. */
export function FieldRow(props: FieldRowProps): VNode {
  const { id, type, label, hint, error, beside, onInput, ...others } = props;
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  const attributes = Object.fromEntries(Object.entries(others).filter(([, value]) => value !== undefined));
  return (
    <div class="ask-row">
      <label class="ask-label" for={id} dir="auto">
        {label}
      </label>
      <div class="ask-line">
        <input
          // Before the value: a browser reads a value by its type.
          type={type as 'text'}
          {...attributes}
          id={id}
          class="ask-field"
          required
          spellcheck={others.autocomplete === undefined ? undefined : false}
          // What is chosen with a picker is laid out by the browser.
          dir={PICKED.test(type) ? undefined : 'auto'}
          aria-invalid={error ? 'true' : undefined}
          aria-describedby={described || undefined}
          onInput={(event: TargetedInputEvent<HTMLInputElement>) => onInput(event.currentTarget.value)}
        />
        {beside}
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
