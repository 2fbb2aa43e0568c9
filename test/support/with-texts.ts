/** Fields that name a type, or a way of rendering. */
const KINDS = /^(?:type|content_type|template_type|view|btnType|.*_type|cardViewType|renderType)$/;

/** Returns the same content with each text replaced, except the names of types. */
export const withTexts = (value: unknown, text: string): unknown => replace(value, text, (key) => !KINDS.test(key));

/** Returns the same content with each name of a type replaced, except the names of the templates themselves. */
export const withKinds = (value: unknown, text: string): unknown =>
  replace(value, text, (key, depth) => KINDS.test(key) && depth > 0 && key !== 'template_type');

function replace(value: unknown, text: string, isMeant: (key: string, depth: number) => boolean): unknown {
  const go = (each: unknown, key: string, depth: number): unknown => {
    if (Array.isArray(each)) return each.map((one) => go(one, key, depth + 1));
    if (typeof each === 'object' && each !== null) {
      return Object.fromEntries(Object.entries(each).map(([name, one]) => [name, go(one, name, depth + 1)]));
    }
    return typeof each === 'string' && isMeant(key, depth) ? text : each;
  };
  return go(value, '', -1);
}
