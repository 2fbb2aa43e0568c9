export type Fields = Record<string, unknown>;
/** Says what a value must be, when it is not. */
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
/** @throws TypeError for a field that is not known, or not what it must be */
export function checkFields(prefix: string, fields: Fields, checks: Record<string, Check>): void {
  for (const [name, value] of Object.entries(fields)) {
    const check = Object.hasOwn(checks, name) ? checks[name] : undefined;
    if (!check) throw refuse(`${prefix}${name} is not known; known: ${Object.keys(checks).join(', ')}`);
    const wanted = value === undefined ? undefined : check(value);
    if (wanted) throw refuse(`${prefix}${name} must be ${wanted}`);
  }
}

export function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Values are not said again: they may be secrets. */
export function refuse(why: string): TypeError {
  return new TypeError(`unable to start the emulator; ${why}`);
}
