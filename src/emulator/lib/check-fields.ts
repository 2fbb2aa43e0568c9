export type Fields = Record<string, unknown>;
/** Returns undefined for a valid value, and otherwise a description of valid ones: `a text`. */
export type Check = (value: unknown) => string | undefined;

export const text: Check = (value) => (typeof value === 'string' && value.trim() !== '' ? undefined : 'a text');
export const flag: Check = (value) => (typeof value === 'boolean' ? undefined : 'true or false');
export const whole =
  (least: number): Check =>
  (value) =>
    Number.isSafeInteger(value) && Number(value) >= least ? undefined : `a whole number from ${least} up`;
export const oneOf =
  (...values: string[]): Check =>
  (value) =>
    values.includes(value as string) ? undefined : `one of ${values.join(', ')}`;

/** @throws TypeError for an unknown field or an invalid value */
export function checkFields(prefix: string, fields: Fields, checks: Record<string, Check>): void {
  for (const [name, value] of Object.entries(fields)) {
    const check = Object.hasOwn(checks, name) ? checks[name] : undefined;
    if (!check) throw optionError(`${prefix}${name} is not known; known: ${Object.keys(checks).join(', ')}`);
    const wanted = value === undefined ? undefined : check(value);
    if (wanted) throw optionError(`${prefix}${name} must be ${wanted}`);
  }
}

/** The error for an invalid option. Its message does not contain values, because they may be secrets. */
export function optionError(why: string): TypeError {
  return new TypeError(`unable to start the emulator; ${why}`);
}
