import type { SendInput } from '../../../client/chat-client.js';
import { toJson } from '../../../lib/json.js';
import type { FormField, FormTemplate } from '../../../protocol/templates/index.js';
import type { FieldType } from './FieldRow.js';

const TYPES: readonly FieldType[] = [
  ...(['text', 'password', 'email', 'tel', 'url', 'number', 'search'] as const),
  ...(['date', 'time', 'datetime-local', 'month', 'week'] as const),
];

/** Returns the type of the input. Bots may send any string; an unknown type becomes a text field. */
export const inputType = ({ type }: FormField): FieldType => {
  const asked = type.trim().toLowerCase();
  return TYPES.find((each) => each === asked) ?? 'text';
};

export const isSecret = (field: FormField): boolean =>
  inputType(field) === 'password' || field.piiReductionChar !== undefined;

/**
 * Returns what a filled form sends (docs/protocol.md §6.4): JSON by key if every field has a key, else the values joined by commas.
 * The text that is shown is the same with each character of a secret masked.
 */
export function formInput({ formFields }: FormTemplate, values: readonly string[]): SendInput {
  const masked = formFields.map((field, index) => {
    const value = values[index] ?? '';
    return isSecret(field) ? (field.piiReductionChar ?? '*').repeat([...value].length) : value;
  });
  return {
    payload: joined(formFields, values),
    renderText: joined(formFields, masked),
    ...(formFields.some(isSecret) && { secret: true }),
  };
}

function joined(fields: readonly FormField[], values: readonly string[]): string {
  const keys = fields.map(({ key }) => key);
  return keys.every((key) => key !== undefined)
    ? toJson(Object.fromEntries(keys.map((key, index) => [key, values[index] ?? ''])))
    : values.join();
}

/** Returns the values in an answer, one per field, or undefined if the answer was not sent by this form. */
export function answeredValues({ formFields }: FormTemplate, answer: string): string[] | undefined {
  if (formFields.every(({ key }) => key !== undefined)) {
    try {
      const read = JSON.parse(answer) as Record<string, unknown> | null;
      const values = formFields.map(({ key }) => read?.[key!]);
      return values.every((value) => typeof value === 'string') ? values : undefined;
    } catch {
      return undefined;
    }
  }
  const values = answer.split(',');
  return values.length === formFields.length ? values : undefined;
}
