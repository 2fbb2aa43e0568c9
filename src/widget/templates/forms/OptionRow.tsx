import type { VNode } from 'preact';
import { safeImageUrl } from '../../text/safe-url.js';

export interface OptionRowProps {
  type: 'checkbox' | 'radio';
  title: string;
  /** Of radios that belong together. */
  name?: string | undefined;
  description?: string | undefined;
  /** Stands at the end of the row. */
  value?: string | undefined;
  picture?: string | undefined;
  checked: boolean;
  /** Some of what it stands for. */
  partly?: boolean | undefined;
  invalid?: boolean | undefined;
  errorId?: string | undefined;
  onChange: (checked: boolean) => void;
}

/** A box or a button to tick, with all that belongs to it as its label. */
export function OptionRow(props: OptionRowProps): VNode {
  const { type, title, name, description, value, picture, checked, partly, invalid, errorId, onChange } = props;
  const src = safeImageUrl(picture);
  return (
    <label class={checked ? 'option picked' : 'option'}>
      <input
        type={type}
        name={name}
        checked={checked}
        indeterminate={partly === true && !checked}
        aria-invalid={invalid}
        aria-describedby={errorId}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      {src && (
        <img class="option-picture" src={src} alt="" loading="lazy" decoding="async" referrerpolicy="no-referrer" />
      )}
      <span class="option-words">
        <bdi class="option-title">{title}</bdi>
        {description && <bdi class="option-more">{description}</bdi>}
      </span>
      {value && <bdi class="option-value">{value}</bdi>}
    </label>
  );
}
