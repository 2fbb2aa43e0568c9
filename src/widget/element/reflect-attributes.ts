import { bareObject } from '../../lib/json.js';

/** Attributes whose change starts a new conversation. */
export const IDENTITY: readonly string[] = [
  'api-url',
  'bot-name',
  'bot-id',
  'jwt-url',
  'jwt-credentials',
  'allow-insecure',
];

/** Further attributes, grouped by the type of their property. */
const FLAGS = ['allow-insecure', 'open', 'preconnect'];
/** The first value replaces any invalid one. */
const CHOICES: Readonly<Record<string, readonly string[]>> = {
  theme: ['auto', 'light', 'dark'],
  mode: ['floating', 'docked', 'inline'],
  images: ['on', 'ask'],
};

/** All attributes that have a property, and that the element observes. */
export const ATTRIBUTES: readonly string[] = [...new Set([...IDENTITY, 'locale', ...FLAGS, ...Object.keys(CHOICES)])];

/** `api-url` → `apiUrl`. */
const propertyOf = (attribute: string) => attribute.replace(/-./g, ([, letter]) => letter!.toUpperCase());

/** Defines a property for each attribute on the prototype. */
export function reflectAttributes(prototype: HTMLElement): void {
  for (const name of ATTRIBUTES) {
    const choices = CHOICES[name];
    const isFlag = FLAGS.includes(name);
    Object.defineProperty(
      prototype,
      propertyOf(name),
      bareObject({
        configurable: true,
        enumerable: true,
        get(this: HTMLElement) {
          const value = this.getAttribute(name);
          // As of every attribute, `off` and `false` mean off.
          if (isFlag) return value !== null && !/^(off|false)$/.test(value);
          return choices && !choices.includes(value!) ? choices[0] : value;
        },
        set(this: HTMLElement, value: unknown) {
          if (isFlag ? !value : value === null || value === undefined) this.removeAttribute(name);
          else this.setAttribute(name, isFlag ? '' : `${value}`);
        },
      }),
    );
  }
}

/**
 * Applies properties that a framework or a page has set on `<xo-chat>` before it was defined. Such own properties would
 * hide the accessors.
 */
export function upgradeProperties(element: HTMLElement): void {
  for (const name of ['client', 'options', 'features', ...ATTRIBUTES.map(propertyOf)]) {
    if (!Object.hasOwn(element, name)) continue;
    const value: unknown = Reflect.get(element, name);
    Reflect.deleteProperty(element, name);
    Reflect.set(element, name, value);
  }
}
