const PROPERTIES = ['client', 'options', 'apiUrl', 'botName', 'botId', 'jwtUrl', 'open', 'theme', 'locale', 'mode'];

/**
 * Takes over what a framework or a page has set on `<xo-chat>` before it was defined: such a property lies on the element itself
 * and hides the accessor.
 */
export function upgradeProperties(element: HTMLElement): void {
  for (const name of PROPERTIES) {
    if (!Object.hasOwn(element, name)) continue;
    const value: unknown = Reflect.get(element, name);
    Reflect.deleteProperty(element, name);
    Reflect.set(element, name, value);
  }
}
