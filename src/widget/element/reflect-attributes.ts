import { bareObject } from '../../lib/json.js';

/** A change of one of these means another conversation. */
export const IDENTITY: readonly string[] = [
  'api-url',
  'bot-name',
  'bot-id',
  'jwt-url',
  'jwt-credentials',
  'allow-insecure',
];

/** Attributes of `<xo-chat>` beside these, by what their property gives. */
const FLAGS = ['allow-insecure', 'open', 'preconnect'];
/** The first word stands for whatever is none of them. */
const CHOICES: Readonly<Record<string, readonly string[]>> = {
  theme: ['auto', 'light', 'dark'],
  mode: ['floating', 'docked', 'inline'],
  images: ['on', 'ask'],
};

/** Every attribute that is also a property, and that the element listens to. */
export const ATTRIBUTES: readonly string[] = [...new Set([...IDENTITY, 'locale', ...FLAGS, ...Object.keys(CHOICES)])];

/** `api-url` → `apiUrl`. */
const propertyOf = (attribute: string) => attribute.replace(/-./g, ([, letter]) => letter!.toUpperCase());

/** Makes each attribute a property of the elements with this prototype. */
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
          if (isFlag) return value !== null;
          return choices && !choices.includes(value!) ? choices[0] : value;
        },
        set(this: HTMLElement, value: unknown) {
          if (isFlag) this.toggleAttribute(name, Boolean(value));
          else if (value === null || value === undefined) this.removeAttribute(name);
          else this.setAttribute(name, `${value}`);
        },
      }),
    );
  }
}

/**
 * Takes over what a framework or a page has set on `<xo-chat>` before it was defined: such a property lies on the element itself
 * and hides the accessor.
 */
export function upgradeProperties(element: HTMLElement): void {
  for (const name of ['client', 'options', 'features', ...ATTRIBUTES.map(propertyOf)]) {
    if (!Object.hasOwn(element, name)) continue;
    const value: unknown = Reflect.get(element, name);
    Reflect.deleteProperty(element, name);
    Reflect.set(element, name, value);
  }
}
